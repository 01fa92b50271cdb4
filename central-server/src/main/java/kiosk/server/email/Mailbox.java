package kiosk.server.email;

import java.util.Optional;

/// A mailbox in the form that RFC 5321 gives it: `Local-part "@" ( Domain / address-literal )`.
///
/// @param localPart as typed, with its quotes when it has some
/// @param domain as typed, or an address literal with its brackets
public record Mailbox(String localPart, String domain) {

  /// The longest mailbox, in octets: a path of 256 (RFC 5321, section 4.5.3.1.3) without its `<>`.
  static final int LONGEST = 254;

  /// Reads a whole text as one mailbox: no comments, no folding white space, no obsolete forms, no
  /// display name, nothing before or after. Never throws.
  public static Optional<Mailbox> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return new MailboxParser(text).read();
  }

  /// Whether the local part is a Quoted-string.
  public boolean quoted() {
    return localPart.startsWith("\"");
  }

  /// Whether an address literal stands in the place of the domain.
  public boolean literal() {
    return domain.startsWith("[");
  }

  /// The address as typed.
  public String address() {
    return localPart + "@" + domain;
  }

  /// Nothing of the address: it must not reach a log.
  @Override
  public String toString() {
    return "Mailbox";
  }
}
