/// Receipt printers: a ticket goes in, the truth about its paper comes out.
@NullMarked
package kiosk.devices.printer;

import org.jspecify.annotations.NullMarked;
