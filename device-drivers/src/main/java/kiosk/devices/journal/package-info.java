/// What a kiosk remembers of its print jobs across a crash: stages, counters, never content.
@NullMarked
package kiosk.devices.journal;

import org.jspecify.annotations.NullMarked;
