/// A simulated receipt printer: the protocol on its line, the paper that comes out of it, and
/// everything that can happen to both.
@NullMarked
package kiosk.simulators.printer;

import org.jspecify.annotations.NullMarked;
