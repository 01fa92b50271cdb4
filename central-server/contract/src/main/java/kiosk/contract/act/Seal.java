package kiosk.contract.act;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
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
/// so the nonce is fixed.
public final class Seal {

  private static final String KEM_NAME = "DHKEM";
  private static final int ENCAPSULATION_BYTES = 32;
  private static final int TAG_BITS = 128;
  private static final byte[] NONCE = new byte[12];
  private static final byte[] PURPOSE = {'k', 'i', 'o', 's', 'k', '-', 'a', 'c', 't', '-', '1'};

  /// Closes.
  ///
  /// @param to the server's X25519 key
  public static byte[] close(byte[] content, PublicKey to) {
    try {
      KEM.Encapsulated fresh = KEM.getInstance(KEM_NAME).newEncapsulator(to).encapsulate();
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, fresh.key()).doFinal(content);
      byte[] sealed = Arrays.copyOf(fresh.encapsulation(), ENCAPSULATION_BYTES + closed.length);
      System.arraycopy(closed, 0, sealed, ENCAPSULATION_BYTES, closed.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /// Opens what was closed to this key.
  ///
  /// @throws GeneralSecurityException when it was closed to another key, or altered
  public static byte[] open(byte[] sealed, PrivateKey key) throws GeneralSecurityException {
    if (sealed.length < ENCAPSULATION_BYTES) {
      throw new GeneralSecurityException("too short for a seal");
    }
    byte[] encapsulation = Arrays.copyOf(sealed, ENCAPSULATION_BYTES);
    SecretKey shared = KEM.getInstance(KEM_NAME).newDecapsulator(key).decapsulate(encapsulation);
    int length = sealed.length - ENCAPSULATION_BYTES;
    return cipher(Cipher.DECRYPT_MODE, shared).doFinal(sealed, ENCAPSULATION_BYTES, length);
  }

  private static Cipher cipher(int mode, SecretKey shared) throws GeneralSecurityException {
    HKDFParameterSpec derivation =
        HKDFParameterSpec.ofExtract().addIKM(shared).thenExpand(PURPOSE, 32);
    SecretKey key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, NONCE));
    return cipher;
  }

  private Seal() {}
}
