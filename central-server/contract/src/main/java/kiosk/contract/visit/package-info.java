/// Questions a kiosk asks during a visit; they change nothing.
@NullMarked
package kiosk.contract.visit;

import org.jspecify.annotations.NullMarked;
