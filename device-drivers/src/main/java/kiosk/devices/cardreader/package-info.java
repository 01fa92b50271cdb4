/// Card readers: what is in the slot, and one conversation at a time with it.
@NullMarked
package kiosk.devices.cardreader;

import org.jspecify.annotations.NullMarked;
