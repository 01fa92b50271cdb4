/// What the doctor says of what is not there.
@NullMarked
package kiosk.demo.doctor;

import org.jspecify.annotations.NullMarked;
