package kiosk.server.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Optional;
import kiosk.contract.Wire;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.Seal;
import kiosk.server.pki.Pem;

/// The server's own key of seals: opens what kiosks closed. Thread-safe.
public final class SealKeys {

  private final PrivateKey key;

  private SealKeys(PrivateKey key) {
    this.key = key;
  }

  /// Reads seal.key.
  public static SealKeys read(Path folder) throws IOException, GeneralSecurityException {
    return new SealKeys(Pem.privateKey(folder.resolve("seal.key"), "X25519"));
  }

  /// What a kiosk did; empty when it was not closed to this key, was altered, or is no act.
  Optional<Opened> open(byte[] sealed) {
    try {
      Seal.Opened seal = Seal.open(sealed, key);
      return Optional.of(new Opened(decoded(seal.content(), ActContent.class), seal));
    } catch (GeneralSecurityException | Wire.MalformedException e) {
      return Optional.empty();
    }
  }

  /// What a kiosk did, with what closes the reply to it.
  record Opened(ActContent content, Seal.Opened seal) {

    /// The reply as it is kept: nobody reads it without the act and the server's key.
    byte[] close(ActReply reply) {
      return seal.reply(Wire.encode((Record) reply).getBytes(StandardCharsets.UTF_8));
    }

    /// The reply as it goes out: closed when it is about a person.
    ActReply outgoing(ActReply reply) {
      return reply instanceof ActReply.AttestationIssued || reply instanceof ActReply.PaymentsIssued
          ? new ActReply.Sealed(Base64.getEncoder().encodeToString(close(reply)))
          : reply;
    }

    /// What [#close] closed when the same act came before; empty when it was altered.
    Optional<ActReply> kept(byte[] closed) {
      try {
        return Optional.of(decoded(seal.open(closed), ActReply.class));
      } catch (GeneralSecurityException | Wire.MalformedException e) {
        return Optional.empty();
      }
    }
  }

  private static <T> T decoded(byte[] clear, Class<T> type) throws Wire.MalformedException {
    return Wire.decode(new String(clear, StandardCharsets.UTF_8), type);
  }
}
