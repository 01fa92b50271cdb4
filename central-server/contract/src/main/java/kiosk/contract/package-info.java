/// What both sides of the line between kiosk and server agree on: addresses, values and how records
///     become JSON.
@NullMarked
package kiosk.contract;

import org.jspecify.annotations.NullMarked;
