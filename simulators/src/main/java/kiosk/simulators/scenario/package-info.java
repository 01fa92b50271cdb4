/// Everything that can go wrong with a device, as a closed list, and scripts of it.
@NullMarked
package kiosk.simulators.scenario;

import org.jspecify.annotations.NullMarked;
