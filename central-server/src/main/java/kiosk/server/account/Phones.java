package kiosk.server.account;

import java.util.Map;
import java.util.Optional;

/// Telephone numbers as people type them, brought to E.164 (rule P1). Pure.
final class Phones {

  /// The overseas departments have country codes of their own behind the same ten digits.
  private static final Map<String, String> OVERSEAS =
      Map.ofEntries(
          Map.entry("0590", "+590"),
          Map.entry("0690", "+590"),
          Map.entry("0691", "+590"),
          Map.entry("0594", "+594"),
          Map.entry("0694", "+594"),
          Map.entry("0596", "+596"),
          Map.entry("0696", "+596"),
          Map.entry("0697", "+596"),
          Map.entry("0262", "+262"),
          Map.entry("0263", "+262"),
          Map.entry("0269", "+262"),
          Map.entry("0639", "+262"),
          Map.entry("0692", "+262"),
          Map.entry("0693", "+262"));

  /// A mobile number: 06 or 07 in France, any number of another country.
  static Optional<String> mobile(String typed) {
    return read(typed, "0[67][0-9]{8}");
  }

  /// A landline: 01–05 or 09 in France, any number of another country.
  static Optional<String> landline(String typed) {
    return read(typed, "0[1-59][0-9]{8}");
  }

  private static Optional<String> read(String typed, String french) {
    String compact = compact(typed);
    String national = national(compact);
    if (national.matches(french)) {
      String overseas = OVERSEAS.get(national.substring(0, 4));
      return Optional.of((overseas == null ? "+33" : overseas) + national.substring(1));
    }
    // E.164, section 6.2.1: at most 15 digits with the country code.
    boolean foreign = compact.matches("\\+[1-9][0-9]{6,14}") && !compact.startsWith("+33");
    return foreign ? Optional.of(compact) : Optional.empty();
  }

  private static String compact(String typed) {
    String digits = typed.replaceAll("[ .\\-()\\u00a0\\u202f]", "");
    return digits.startsWith("00") ? "+" + digits.substring(2) : digits;
  }

  /// `+33 6 …` and `+33 (0)6 …` are `06 …`.
  private static String national(String compact) {
    if (!compact.startsWith("+33")) {
      return compact;
    }
    String rest = compact.substring(3);
    return rest.startsWith("0") ? rest : "0" + rest;
  }

  private Phones() {}
}
