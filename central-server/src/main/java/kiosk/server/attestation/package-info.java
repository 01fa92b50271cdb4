/// The attestation de droits: what it says, how it is drawn, where it is kept.
@NullMarked
package kiosk.server.attestation;

import org.jspecify.annotations.NullMarked;
