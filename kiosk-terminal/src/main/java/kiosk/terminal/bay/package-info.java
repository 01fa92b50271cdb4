/// The devices as the session's ports: cards become events, attestations become tickets.
@NullMarked
package kiosk.terminal.bay;

import org.jspecify.annotations.NullMarked;
