/// The visit of one insured person as a pure state machine, and the screens it shows.
@NullMarked
package kiosk.terminal.visit;

import org.jspecify.annotations.NullMarked;
