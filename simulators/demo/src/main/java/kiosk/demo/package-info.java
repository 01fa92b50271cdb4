/// The mains of the whole system on one machine: the demo and the doctor.
@NullMarked
package kiosk.demo;

import org.jspecify.annotations.NullMarked;
