/// The mains of the whole system on one machine: the demo, the doctor and the leash of child JVMs.
@NullMarked
package kiosk.demo;

import org.jspecify.annotations.NullMarked;
