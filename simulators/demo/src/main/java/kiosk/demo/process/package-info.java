/// Child processes that end with their parent, and the ports they need.
@NullMarked
package kiosk.demo.process;

import org.jspecify.annotations.NullMarked;
