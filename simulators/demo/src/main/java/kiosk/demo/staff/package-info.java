/// The first log-in of the operations page, so that nobody needs a default password.
@NullMarked
package kiosk.demo.staff;

import org.jspecify.annotations.NullMarked;
