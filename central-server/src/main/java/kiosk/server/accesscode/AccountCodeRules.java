package kiosk.server.accesscode;

import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.contract.act.ActReply.CodeFault;

/// What an account code may be (rule C3). Pure.
public final class AccountCodeRules {

  /// Shortest code, in characters.
  public static final int SHORTEST = 8;

  /// Longest code, in characters.
  public static final int LONGEST = 50;

  private static final char SOFT_HYPHEN = '\u00ad';

  /// What is wrong with the look of a code, whoever chooses it.
  public enum Fault {
    LENGTH,
    CHARACTER,
    NO_LOWER_CASE,
    NO_UPPER_CASE,
    NO_DIGIT_OR_SPECIAL
  }

  /// The first fault in the look of a code.
  public static Optional<Fault> look(String code) {
    if (!code.chars().allMatch(AccountCodeRules::allowed)) {
      return Optional.of(Fault.CHARACTER);
    }
    if (code.length() < SHORTEST || code.length() > LONGEST) {
      return Optional.of(Fault.LENGTH);
    }
    if (!has(code, Character.LOWERCASE_LETTER)) {
      return Optional.of(Fault.NO_LOWER_CASE);
    }
    if (!has(code, Character.UPPERCASE_LETTER)) {
      return Optional.of(Fault.NO_UPPER_CASE);
    }
    return code.chars().allMatch(Character::isLetter)
        ? Optional.of(Fault.NO_DIGIT_OR_SPECIAL)
        : Optional.empty();
  }

  /// The first rule that the code breaks for a person; [CodeFault#NOT_DIGITS] stands for the faults
  /// of look other than the length.
  ///
  /// @param birthDate AAAAMMJJ, not always a date of the calendar (rule I2)
  public static Optional<CodeFault> check(String code, Nir nir, String birthDate) {
    Optional<Fault> fault = look(code);
    if (fault.isPresent()) {
      return Optional.of(fault.get() == Fault.LENGTH ? CodeFault.LENGTH : CodeFault.NOT_DIGITS);
    }
    // A date is a date with whatever stands between its parts.
    String joined = code.replaceAll("[./_-]", "");
    boolean personal =
        NewCodeRules.personal(code, nir, birthDate)
            || NewCodeRules.personal(joined, nir, birthDate);
    return personal ? Optional.of(CodeFault.PERSONAL) : Optional.empty();
  }

  /// Printable characters of Latin-1, without spaces and what is not seen.
  private static boolean allowed(int c) {
    return (c > ' ' && c < '\u007f') || (c > '\u00a0' && c <= '\u00ff' && c != SOFT_HYPHEN);
  }

  private static boolean has(String code, byte type) {
    return code.chars().anyMatch(c -> Character.getType(c) == type);
  }

  private AccountCodeRules() {}
}
