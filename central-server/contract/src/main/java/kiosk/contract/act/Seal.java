package kiosk.contract.act;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Closes bytes so that only the central server can read them: what waits in a kiosk's outbox is of
/// no use to whoever takes the kiosk's disk, and not even the kiosk can open it again.
///
/// Form: the encapsulation of DHKEM(X25519, HKDF-SHA256) (RFC 9180, section 4.1; 32 bytes), then
/// AES-256-GCM of the bytes under HKDF-SHA256 of the shared secret. Each seal has a key of its own,
/// so the nonce is fixed. A reply goes back under another key of the same secret, its nonce (12
/// bytes) first: what lies in buffers between the two is of no use either.
public final class Seal {

  private static final String KEM_NAME = "DHKEM";
  private static final int ENCAPSULATION_BYTES = 32;
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final byte[] NONCE = new byte[NONCE_BYTES];
  private static final String QUESTION = "kiosk-act-1";
  private static final String REPLY = "kiosk-reply-1";
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Bytes that were closed, with what opens the reply to them.
  public static final class Question {

    private final byte[] sealed;
    private final SecretKey shared;

    private Question(byte[] sealed, SecretKey shared) {
      this.sealed = sealed;
      this.shared = shared;
    }

    /// What goes to the server.
    public byte[] sealed() {
      return sealed.clone();
    }

    /// Opens what [Opened#reply] closed.
    ///
    /// @throws GeneralSecurityException when it answers another question, or was altered
    public byte[] open(byte[] reply) throws GeneralSecurityException {
      return openReply(reply, shared);
    }
  }

  /// Bytes that were opened, with what closes the reply to them.
  public static final class Opened {

    private final byte[] content;
    private final SecretKey shared;

    private Opened(byte[] content, SecretKey shared) {
      this.content = content;
      this.shared = shared;
    }

    /// What was closed.
    public byte[] content() {
      return content.clone();
    }

    /// Closes a reply so that only whoever sealed the question can read it, and whoever can open
    /// the question.
    public byte[] reply(byte[] reply) {
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      try {
        return joined(nonce, cipher(Cipher.ENCRYPT_MODE, shared, REPLY, nonce).doFinal(reply));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("cannot seal", e);
      }
    }

    /// Opens what [#reply] closed, when the same question was opened.
    ///
    /// @throws GeneralSecurityException when it answers another question, or was altered
    public byte[] open(byte[] reply) throws GeneralSecurityException {
      return openReply(reply, shared);
    }
  }

  /// Closes.
  ///
  /// @param to the server's X25519 key
  public static byte[] close(byte[] content, PublicKey to) {
    return ask(content, to).sealed;
  }

  /// Closes, and keeps what opens the reply.
  ///
  /// @param to the server's X25519 key
  public static Question ask(byte[] content, PublicKey to) {
    try {
      KEM.Encapsulated fresh = KEM.getInstance(KEM_NAME).newEncapsulator(to).encapsulate();
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, fresh.key(), QUESTION, NONCE).doFinal(content);
      return new Question(joined(fresh.encapsulation(), closed), fresh.key());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /// Opens what was closed to this key.
  ///
  /// @throws GeneralSecurityException when it was closed to another key, or altered
  public static Opened open(byte[] sealed, PrivateKey key) throws GeneralSecurityException {
    SecretKey shared = shared(sealed, key);
    int length = sealed.length - ENCAPSULATION_BYTES;
    byte[] content =
        cipher(Cipher.DECRYPT_MODE, shared, QUESTION, NONCE)
            .doFinal(sealed, ENCAPSULATION_BYTES, length);
    return new Opened(content, shared);
  }

  private static byte[] openReply(byte[] reply, SecretKey shared) throws GeneralSecurityException {
    if (reply.length < NONCE_BYTES) {
      throw new GeneralSecurityException("too short for a seal");
    }
    byte[] nonce = Arrays.copyOf(reply, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, shared, REPLY, nonce)
        .doFinal(reply, NONCE_BYTES, reply.length - NONCE_BYTES);
  }

  private static SecretKey shared(byte[] sealed, PrivateKey key) throws GeneralSecurityException {
    if (sealed.length < ENCAPSULATION_BYTES) {
      throw new GeneralSecurityException("too short for a seal");
    }
    byte[] encapsulation = Arrays.copyOf(sealed, ENCAPSULATION_BYTES);
    return KEM.getInstance(KEM_NAME).newDecapsulator(key).decapsulate(encapsulation);
  }

  private static byte[] joined(byte[] first, byte[] then) {
    byte[] both = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, both, first.length, then.length);
    return both;
  }

  private static Cipher cipher(int mode, SecretKey shared, String purpose, byte[] nonce)
      throws GeneralSecurityException {
    HKDFParameterSpec derivation =
        HKDFParameterSpec.ofExtract()
            .addIKM(shared)
            .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), 32);
    SecretKey key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private Seal() {}
}
