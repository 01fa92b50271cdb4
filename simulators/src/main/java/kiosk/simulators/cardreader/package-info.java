/// A card reader that is not there: it speaks the protocol, on a pseudo-terminal, of a reader that
/// exists; what the cards answer is theirs.
@NullMarked
package kiosk.simulators.cardreader;

import org.jspecify.annotations.NullMarked;
