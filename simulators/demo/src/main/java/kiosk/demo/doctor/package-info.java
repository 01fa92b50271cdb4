/// Looks at this machine and an installation's configuration, and says what is missing.
@NullMarked
package kiosk.demo.doctor;

import org.jspecify.annotations.NullMarked;
