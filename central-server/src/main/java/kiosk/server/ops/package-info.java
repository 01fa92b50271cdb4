/// The pages of operations: what is wrong comes first.
@NullMarked
package kiosk.server.ops;

import org.jspecify.annotations.NullMarked;
