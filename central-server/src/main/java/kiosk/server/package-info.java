/// The central server: wires database, cluster, rooms and doors. This root is imported by nobody.
@NullMarked
package kiosk.server;

import org.jspecify.annotations.NullMarked;
