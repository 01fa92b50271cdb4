/// The line to the central server: event-bus messages over a WebSocket with mutual TLS 1.3.
@NullMarked
package kiosk.terminal.centre;

import org.jspecify.annotations.NullMarked;
