package kiosk.terminal.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.Seal;

/// Closes contents into acts that only the central server can open.
///
/// Sealing twice gives other bytes, hence another act: what may be sent again must be the same
/// [Act], not the same content.
public final class Envelope {

  private final PublicKey server;

  /// @param server its X25519 key
  public Envelope(PublicKey server) {
    this.server = server;
  }

  /// The act of a content.
  ///
  /// @param sequence its place in the outbox, 0 for an act that is not kept there
  public Act close(long sequence, UUID id, Instant at, ActContent content) {
    byte[] clear = Wire.encode((Record) content).getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Seal.close(clear, server);
    return new Act(
        Act.VERSION,
        sequence,
        id,
        at,
        Base64.getEncoder().encodeToString(sealed),
        HexFormat.of().formatHex(sha256(sealed)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
