/// The page at which anybody checks a document by the code printed on it.
@NullMarked
package kiosk.server.verifier;

import org.jspecify.annotations.NullMarked;
