/// Serial lines without a serial port: pseudo-terminals, paced at the rate of the line they stand
/// for.
@NullMarked
package kiosk.simulators.line;

import org.jspecify.annotations.NullMarked;
