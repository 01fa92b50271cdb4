/// Plays scenario files: a simulated device, the real driver, and what must come of it.
@NullMarked
package kiosk.simulators.play;

import org.jspecify.annotations.NullMarked;
