/// A line of bytes to a device, with deadlines: the one place that knows what carries the bytes.
@NullMarked
package kiosk.devices.link;

import org.jspecify.annotations.NullMarked;
