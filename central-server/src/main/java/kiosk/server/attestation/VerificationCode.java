package kiosk.server.attestation;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The code on a document: 60 random bits in twelve characters that are read aloud without doubt,
/// so no I, L, O or U (Crockford's Base32).
final class VerificationCode {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int GROUPS = 3;
  private static final int GROUP_LENGTH = 4;
  private static final int LONGEST_TYPED = 40;

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

  /// The code that somebody meant: case, spaces and hyphens do not count, O is 0, I and L are 1.
  static Optional<String> parse(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    String meant =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s\\p{Pd}\u00a0\u202f]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    boolean whole =
        meant.length() == GROUPS * GROUP_LENGTH
            && meant.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    return whole
        ? Optional.of(
            meant.substring(0, 4) + "-" + meant.substring(4, 8) + "-" + meant.substring(8))
        : Optional.empty();
  }

  private VerificationCode() {}
}
