/// What passes on a device's line: named as it passes, kept for a look back, recorded when asked.
@NullMarked
package kiosk.simulators.tap;

import org.jspecify.annotations.NullMarked;
