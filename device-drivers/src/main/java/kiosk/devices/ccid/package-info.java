/// CCID messages in the serial framing of the GemPC Twin family: a pure codec, both directions.
@NullMarked
package kiosk.devices.ccid;

import org.jspecify.annotations.NullMarked;
