package kiosk.terminal.journal;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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
import kiosk.contract.act.ActReply;
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
    return act(sequence, id, at, Seal.close(clear(content), server));
  }

  /// The act of a content that is not kept, with what opens the reply to it.
  public Asked ask(UUID id, Instant at, ActContent content) {
    Seal.Question question = Seal.ask(clear(content), server);
    return new Asked(act(0, id, at, question.sealed()), question);
  }

  /// An act on its way.
  public record Asked(Act act, Seal.Question question) {

    /// The reply in clear.
    ///
    /// @return fails with [Wire.MalformedException] when it answers another act
    public Future<ActReply> open(ActReply reply) {
      if (!(reply instanceof ActReply.Sealed(String closed))) {
        return Future.succeededFuture(reply);
      }
      try {
        byte[] clear = question.open(Base64.getDecoder().decode(closed));
        return Future.succeededFuture(
            Wire.decode(new String(clear, StandardCharsets.UTF_8), ActReply.class));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        return Future.failedFuture(new Wire.MalformedException("a reply that does not open"));
      } catch (Wire.MalformedException e) {
        return Future.failedFuture(e);
      }
    }
  }

  private static byte[] clear(ActContent content) {
    return Wire.encode((Record) content).getBytes(StandardCharsets.UTF_8);
  }

  private static Act act(long sequence, UUID id, Instant at, byte[] sealed) {
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
