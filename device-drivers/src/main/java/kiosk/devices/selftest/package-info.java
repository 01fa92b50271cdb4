/// The device conformance suite: what a reader and a printer must do, asked of real hardware in the
/// field and of the simulators in the tests, by the same code.
@NullMarked
package kiosk.devices.selftest;

import org.jspecify.annotations.NullMarked;
