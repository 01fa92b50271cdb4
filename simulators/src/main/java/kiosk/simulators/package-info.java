@NullMarked
package kiosk.simulators;

import org.jspecify.annotations.NullMarked;
