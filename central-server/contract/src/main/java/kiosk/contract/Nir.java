package kiosk.contract;

import java.util.Locale;
import java.util.Optional;

/// A NIR, the number of an insured person: 13 characters and a key of two digits (rule I1).
///
/// @param number 13 characters: digits, but for 2A or 2B at the department of birth
public record Nir(String number) {

  private static final int LENGTH = 13;

  public Nir {
    if (!wellFormed(number)) {
      throw new IllegalArgumentException("not a NIR");
    }
  }

  /// Reads 13 characters, or 15 with a right key; spaces and dots are passed over.
  public static Optional<Nir> parse(String text) {
    StringBuilder kept = new StringBuilder();
    for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
      if (c != ' ' && c != '.') {
        kept.append(c);
      }
    }
    String compact = kept.toString();
    if (compact.length() != LENGTH && compact.length() != LENGTH + 2) {
      return Optional.empty();
    }
    String number = compact.substring(0, LENGTH);
    if (!wellFormed(number)) {
      return Optional.empty();
    }
    Nir nir = new Nir(number);
    boolean keyRight = compact.length() == LENGTH || compact.equals(nir.withKey());
    return keyRight ? Optional.of(nir) : Optional.empty();
  }

  /// The key, 1–97: 97 − (number mod 97), 2A counting as 19 and 2B as 18 (rule I1).
  public int key() {
    String digits = number;
    if (number.charAt(6) == 'A') {
      digits = number.substring(0, 5) + "19" + number.substring(7);
    } else if (number.charAt(6) == 'B') {
      digits = number.substring(0, 5) + "18" + number.substring(7);
    }
    return 97 - (int) (Long.parseLong(digits) % 97);
  }

  /// 15 characters, as cards and official papers carry it.
  public String withKey() {
    return number + "%02d".formatted(key());
  }

  /// Whether it is a temporary number, which cannot open an account (rule I3).
  public boolean temporary() {
    return "3478".indexOf(number.charAt(0)) >= 0;
  }

  /// First and last two characters of the 13, the rest hidden (rule I4).
  public String masked() {
    return number.substring(0, 2) + "•••••••••" + number.substring(LENGTH - 2);
  }

  /// The mask only: a NIR must not reach a log.
  @Override
  public String toString() {
    return "Nir";
  }

  private static boolean wellFormed(String number) {
    if (number.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = number.charAt(i);
      boolean corsican = i == 6 && number.charAt(5) == '2' && (c == 'A' || c == 'B');
      if ((c < '0' || c > '9') && !corsican) {
        return false;
      }
    }
    return true;
  }
}
