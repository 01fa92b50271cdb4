/// The whole system on one machine: its folder, its ports, its processes, in the order they start.
@NullMarked
package kiosk.demo.stage;

import org.jspecify.annotations.NullMarked;
