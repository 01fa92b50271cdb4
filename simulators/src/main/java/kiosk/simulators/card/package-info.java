/// The cards themselves, apart from any reader: what they answer, byte by byte.
@NullMarked
package kiosk.simulators.card;

import org.jspecify.annotations.NullMarked;
