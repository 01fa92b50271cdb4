package kiosk.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The domains of the great mail providers, and those that are one slip of a finger away from one.
public final class MailDomain {

  private static final List<String> KNOWN =
      List.of(
          "gmail.com",
          "orange.fr",
          "free.fr",
          "laposte.net",
          "sfr.fr",
          "wanadoo.fr",
          "hotmail.fr",
          "hotmail.com",
          "outlook.fr",
          "outlook.com",
          "yahoo.fr",
          "yahoo.com",
          "icloud.com",
          "live.fr",
          "live.com",
          "bbox.fr",
          "numericable.fr",
          "neuf.fr",
          "aol.com",
          "gmx.fr",
          "gmx.com",
          "mail.com");

  /// The provider's domain that was perhaps meant: `gmail.com` for an address at `gmial.com`.
  /// Nobody may be corrected by it, only asked.
  ///
  /// @param address as typed
  /// @return empty for a domain that is a known one, or far from all
  public static Optional<String> meant(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return KNOWN.contains(domain)
        ? Optional.empty()
        : KNOWN.stream().filter(known -> slipped(domain, known)).findFirst();
  }

  /// Whether one character was left out, added or replaced, or two neighbours were swapped.
  private static boolean slipped(String typed, String meant) {
    int start = 0;
    while (start < Math.min(typed.length(), meant.length())
        && typed.charAt(start) == meant.charAt(start)) {
      start++;
    }
    int typedEnd = typed.length();
    int meantEnd = meant.length();
    while (typedEnd > start
        && meantEnd > start
        && typed.charAt(typedEnd - 1) == meant.charAt(meantEnd - 1)) {
      typedEnd--;
      meantEnd--;
    }
    String wrong = typed.substring(start, typedEnd);
    String right = meant.substring(start, meantEnd);
    boolean swapped =
        wrong.length() == 2 && wrong.equals(new StringBuilder(right).reverse().toString());
    return swapped || (wrong.length() <= 1 && right.length() <= 1);
  }

  private MailDomain() {}
}
