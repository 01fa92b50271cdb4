/// Child processes, tried with small real ones.
@NullMarked
package kiosk.demo.process;

import org.jspecify.annotations.NullMarked;
