package kiosk.server.email;

/// An address that the account takes.
///
/// @param text as typed
/// @param key unique over all accounts (rule E1)
public record EmailAddress(String text, String key) {

  /// First and last letter of the name, first letter of the domain, and its end: `j•••e@d•••.fr`.
  public String masked() {
    return mask(text);
  }

  /// The same of an address that was taken before.
  public static String mask(String address) {
    int split = address.lastIndexOf('@');
    String name = address.substring(0, split);
    String domain = address.substring(split + 1);
    String last = name.length() > 2 ? name.substring(name.length() - 1) : "";
    return name.charAt(0)
        + "•••"
        + last
        + "@"
        + domain.charAt(0)
        + "•••"
        + domain.substring(domain.lastIndexOf('.'));
  }

  /// Nothing of the address: it must not reach a log.
  @Override
  public String toString() {
    return "EmailAddress";
  }
}
