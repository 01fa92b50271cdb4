/// The nodes of the central server and how they find, hear and miss each other.
@NullMarked
package kiosk.server.cluster;

import org.jspecify.annotations.NullMarked;
