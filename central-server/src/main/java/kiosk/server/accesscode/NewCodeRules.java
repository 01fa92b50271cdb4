package kiosk.server.accesscode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.contract.Nir;
import kiosk.contract.act.ActReply.CodeFault;

/// What a code that a person chooses may be: digits (rule C4), or an account code (rule C3, in
/// [AccountCodeRules]). Pure.
public final class NewCodeRules {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 13;
  private static final int PERSONAL_PART = 4;
  private static final int LONGEST_PATTERN = 4;

  /// The first rule that the code breaks: those of digits, or else those of account codes.
  ///
  /// @param birthDate AAAAMMJJ, not always a date of the calendar (rule I2)
  public static Optional<CodeFault> checkEither(String code, Nir nir, String birthDate) {
    boolean digits = code.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? check(code, nir, birthDate) : AccountCodeRules.check(code, nir, birthDate);
  }

  /// The first rule of numeric codes that the code breaks.
  ///
  /// @param birthDate AAAAMMJJ, not always a date of the calendar (rule I2)
  public static Optional<CodeFault> check(String code, Nir nir, String birthDate) {
    if (!code.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(CodeFault.NOT_DIGITS);
    }
    if (code.length() < SHORTEST || code.length() > LONGEST) {
      return Optional.of(CodeFault.LENGTH);
    }
    if (run(code, 1) || run(code, 9)) {
      return Optional.of(CodeFault.RUN);
    }
    if (repeat(code)) {
      return Optional.of(CodeFault.REPEAT);
    }
    return personal(code, nir, birthDate) ? Optional.of(CodeFault.PERSONAL) : Optional.empty();
  }

  /// Every digit one step from the one before, 0 coming after 9: 12345678, 43210987.
  private static boolean run(String code, int step) {
    for (int i = 1; i < code.length(); i++) {
      if ((code.charAt(i) - code.charAt(i - 1) + 10) % 10 != step) {
        return false;
      }
    }
    return true;
  }

  /// One to four digits over and over: 11111111, 12121212, 12341234.
  private static boolean repeat(String code) {
    for (int length = 1; length <= LONGEST_PATTERN; length++) {
      if (code.startsWith(code.substring(length))) {
        return true;
      }
    }
    return false;
  }

  /// Four successive digits of the NIR or of the birth date, in every usual order.
  static boolean personal(String code, Nir nir, String birthDate) {
    return Stream.concat(datesOf(birthDate).stream(), Stream.of(nir.withKey()))
        .anyMatch(source -> sharesPart(code, source));
  }

  private static boolean sharesPart(String code, String source) {
    for (int i = 0; i + PERSONAL_PART <= source.length(); i++) {
      if (code.contains(source.substring(i, i + PERSONAL_PART))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> datesOf(String birthDate) {
    if (birthDate.length() != 8) {
      return List.of(birthDate);
    }
    String y = birthDate.substring(0, 4);
    String yy = birthDate.substring(2, 4);
    String m = birthDate.substring(4, 6);
    String d = birthDate.substring(6, 8);
    return List.of(d + m + y, d + m + yy, m + d + y, m + d + yy, y + m + d, y + d + m, yy + m + d);
  }

  private NewCodeRules() {}
}
