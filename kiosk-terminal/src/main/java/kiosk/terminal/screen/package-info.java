/// The door to the touch screen: a loopback HTTP and WebSocket server, its page and its templates.
@NullMarked
package kiosk.terminal.screen;

import org.jspecify.annotations.NullMarked;
