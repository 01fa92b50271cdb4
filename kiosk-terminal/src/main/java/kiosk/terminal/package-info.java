/// The kiosk: wires devices, screen, centre and visit. This root is imported by nobody.
@NullMarked
package kiosk.terminal;

import org.jspecify.annotations.NullMarked;
