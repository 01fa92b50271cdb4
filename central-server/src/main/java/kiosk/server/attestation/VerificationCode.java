package kiosk.server.attestation;

import java.util.random.RandomGenerator;

/// The code on a document: 60 random bits in twelve characters that are read aloud without doubt,
/// so no I, L, O or U (Crockford's Base32).
final class VerificationCode {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int GROUPS = 3;
  private static final int GROUP_LENGTH = 4;

  static String random(RandomGenerator random) {
    StringBuilder code = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      if (group > 0) {
        code.append('-');
      }
      for (int i = 0; i < GROUP_LENGTH; i++) {
        code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return code.toString();
  }

  private VerificationCode() {}
}
