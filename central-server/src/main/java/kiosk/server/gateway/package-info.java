/// The kiosks' door: the event-bus bridge over mutual TLS, and acts done once.
@NullMarked
package kiosk.server.gateway;

import org.jspecify.annotations.NullMarked;
