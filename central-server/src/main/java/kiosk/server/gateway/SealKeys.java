package kiosk.server.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import kiosk.contract.Wire;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.Seal;
import kiosk.server.pki.Pem;

/// The server's own key of seals: opens what kiosks closed, and closes the replies it keeps, which
/// may be about a person. Thread-safe.
public final class SealKeys {

  private static final String ALGORITHM = "X25519";

  private final PrivateKey opening;
  private final PublicKey closing;

  private SealKeys(PrivateKey opening, PublicKey closing) {
    this.opening = opening;
    this.closing = closing;
  }

  /// Reads seal.key and seal.pub.
  public static SealKeys read(Path folder) throws IOException, GeneralSecurityException {
    return new SealKeys(
        Pem.privateKey(folder.resolve("seal.key"), ALGORITHM),
        Pem.publicKey(folder.resolve("seal.pub"), ALGORITHM));
  }

  /// What a kiosk did; empty when it was not closed to this key, was altered, or is no act.
  Optional<ActContent> open(byte[] sealed) {
    return decoded(sealed, ActContent.class);
  }

  byte[] close(ActReply reply) {
    return Seal.close(Wire.encode((Record) reply).getBytes(StandardCharsets.UTF_8), closing);
  }

  /// The reply as it goes out: closed to the asker when it is about a person.
  ///
  /// @param question the sealed bytes of the act, which this key opens
  ActReply outgoing(ActReply reply, byte[] question) {
    if (!(reply instanceof ActReply.AttestationIssued personal)) {
      return reply;
    }
    try {
      byte[] closed =
          Seal.reply(Wire.encode(personal).getBytes(StandardCharsets.UTF_8), question, opening);
      return new ActReply.Sealed(Base64.getEncoder().encodeToString(closed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a question that was opened", e);
    }
  }

  Optional<ActReply> openReply(byte[] sealed) {
    return decoded(sealed, ActReply.class);
  }

  private <T> Optional<T> decoded(byte[] sealed, Class<T> type) {
    try {
      String text = new String(Seal.open(sealed, opening), StandardCharsets.UTF_8);
      return Optional.of(Wire.decode(text, type));
    } catch (GeneralSecurityException | Wire.MalformedException e) {
      return Optional.empty();
    }
  }
}
