/// What the kiosk owes the server: acts, sealed and on the disk until the server has them.
@NullMarked
package kiosk.terminal.journal;

import org.jspecify.annotations.NullMarked;
