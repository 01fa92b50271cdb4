/// Records of a line, played to the drivers: what would they make of it today?
@NullMarked
package kiosk.devices.replay;

import org.jspecify.annotations.NullMarked;
