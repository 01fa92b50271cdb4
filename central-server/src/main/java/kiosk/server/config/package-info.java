/// The configuration of a node, read once.
@NullMarked
package kiosk.server.config;

import org.jspecify.annotations.NullMarked;
