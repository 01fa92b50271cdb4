package kiosk.contract.act;

import java.time.Instant;
import java.util.UUID;

/// The envelope in which a kiosk does something to the server, once whatever the network does.
///
/// The server keeps (kiosk, id) with the reply in the same transaction as the effect: the same
/// envelope again gets the same reply and no second effect; the same id with another `sha256` is
/// [ActReply.Conflict]. The kiosk's name is not here: the server takes it from the certificate.
///
/// @param v version of the contract, 1
/// @param sequence 1 upwards without a gap for one kiosk's outbox; 0 for acts that are not kept
///     there
/// @param id names the act for ever
/// @param at the kiosk's clock when the person acted
/// @param sealed the content, sealed to the server (see [Seal]), Base64
/// @param sha256 SHA-256 of the sealed bytes, lower-case hex
public record Act(int v, long sequence, UUID id, Instant at, String sealed, String sha256) {

  /// The version this code speaks.
  public static final int VERSION = 1;
}
