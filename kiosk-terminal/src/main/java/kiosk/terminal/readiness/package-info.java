/// What the kiosk can do now, and why not the rest.
@NullMarked
package kiosk.terminal.readiness;

import org.jspecify.annotations.NullMarked;
