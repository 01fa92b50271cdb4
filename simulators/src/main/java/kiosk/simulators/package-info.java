/// Simulated devices and the people who use them. This root holds the mains and is imported by
/// nobody.
@NullMarked
package kiosk.simulators;

import org.jspecify.annotations.NullMarked;
