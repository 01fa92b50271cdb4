/// The deck of invented people: whose cards there are, and what the registry knows of them.
@NullMarked
package kiosk.simulators.persona;

import org.jspecify.annotations.NullMarked;
