/// Whole visits against a kiosk made of a list of screens.
@NullMarked
package kiosk.demo.visit;

import org.jspecify.annotations.NullMarked;
