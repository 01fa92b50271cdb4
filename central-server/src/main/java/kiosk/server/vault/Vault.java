package kiosk.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Makes the database useless to whoever steals it: codes are hashed with a key that is not in it
/// (rule C10), NIRs are found by a keyed index, and what must be read again is sealed.
///
/// All three keys come by HKDF-SHA256 (RFC 5869) from the one in the key file. Thread-safe.
public final class Vault {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String HMAC = "HmacSHA256";

  private final SecretKey codes;
  private final SecretKey index;
  private final SecretKey seal;
  private final SecureRandom random = new SecureRandom();

  Vault(byte[] key) {
    this.codes = derive(key, "access codes", HMAC);
    this.index = derive(key, "index of numbers", HMAC);
    this.seal = derive(key, "seal", "AES");
  }

  /// What is given to the password hash in the place of a code.
  public byte[] pepper(String code) {
    return hmac(codes, code);
  }

  /// Finds a NIR, or another value that must not stand in the database, by equality only.
  public byte[] index(String value) {
    return hmac(index, value);
  }

  /// Seals with AES-256-GCM under a random nonce, which stands before the sealed bytes.
  ///
  /// @param use what the bytes are for; opening for another use fails
  public byte[] seal(String use, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, use, nonce).doFinal(plain);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + closed.length);
      System.arraycopy(closed, 0, sealed, NONCE_BYTES, closed.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /// Opens what [#seal] closed.
  ///
  /// @throws IllegalStateException when it was sealed with another key, for another use, or altered
  public byte[] open(String use, byte[] sealed) {
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, use, nonce)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("cannot unseal: is this the key file of this database?", e);
    }
  }

  public byte[] sealText(String use, String plain) {
    return seal(use, plain.getBytes(UTF_8));
  }

  public String openText(String use, byte[] sealed) {
    return new String(open(use, sealed), UTF_8);
  }

  private Cipher cipher(int mode, String use, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(use.getBytes(UTF_8));
    return cipher;
  }

  private static byte[] hmac(SecretKey key, String value) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(value.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + HMAC, e);
    }
  }

  private static SecretKey derive(byte[] key, String purpose, String algorithm) {
    try {
      HKDFParameterSpec how =
          HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(purpose.getBytes(UTF_8), 32);
      return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, how);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HKDF-SHA256", e);
    }
  }
}
