/// Runs the visit: performs its effects through ports, which are declared here.
@NullMarked
package kiosk.terminal.session;

import org.jspecify.annotations.NullMarked;
