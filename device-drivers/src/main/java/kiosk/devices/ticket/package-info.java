/// What stands on a ticket, and the commands that put it there.
@NullMarked
package kiosk.devices.ticket;

import org.jspecify.annotations.NullMarked;
