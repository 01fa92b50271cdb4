/// What a person types: codes that can be wiped, and addresses that look mistyped.
@NullMarked
package kiosk.terminal.typing;

import org.jspecify.annotations.NullMarked;
