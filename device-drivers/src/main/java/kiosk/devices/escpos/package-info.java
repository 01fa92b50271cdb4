/// ESC/POS as values: commands to a receipt printer and its answers, pure codecs both ways.
@NullMarked
package kiosk.devices.escpos;

import org.jspecify.annotations.NullMarked;
