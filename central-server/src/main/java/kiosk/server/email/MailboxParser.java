package kiosk.server.email;

import java.util.Optional;

/// Reads RFC 5321's `Mailbox` (section 4.1.2) once, from left to right, without looking back.
///
/// Octets and characters are the same here, since everything outside ASCII is refused.
final class MailboxParser {

  /// RFC 5321, section 4.5.3.1.1.
  private static final int LONGEST_LOCAL_PART = 64;

  /// RFC 5321, section 4.5.3.1.2.
  private static final int LONGEST_DOMAIN = 255;

  /// RFC 1035, section 2.3.4.
  private static final int LONGEST_LABEL = 63;

  private static final String SPECIAL_ATEXT = "!#$%&'*+-/=?^_`{|}~";

  private final String text;
  private int at;

  MailboxParser(String text) {
    this.text = text;
  }

  /// `Mailbox = Local-part "@" ( Domain / address-literal )`.
  Optional<Mailbox> read() {
    boolean local = peek('"') ? quotedString() : dotString();
    int split = at;
    if (!local || split > LONGEST_LOCAL_PART || !take('@')) {
      return Optional.empty();
    }
    boolean domain = peek('[') ? addressLiteral() : domain();
    if (!domain || at != text.length() || at - split - 1 > LONGEST_DOMAIN) {
      return Optional.empty();
    }
    return Optional.of(new Mailbox(text.substring(0, split), text.substring(split + 1)));
  }

  /// `Dot-string = Atom *("." Atom)`, `Atom = 1*atext`.
  private boolean dotString() {
    do {
      int start = at;
      while (more() && isAtext(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        return false;
      }
    } while (take('.'));
    return true;
  }

  /// `Quoted-string = DQUOTE *QcontentSMTP DQUOTE`: may be empty, may hold spaces, never a tab or
  /// another control character.
  private boolean quotedString() {
    at++;
    while (more() && !peek('"')) {
      if (take('\\') && !more()) {
        return false;
      }
      if (!isPrintable(text.charAt(at))) {
        return false;
      }
      at++;
    }
    return take('"');
  }

  /// `Domain = sub-domain *("." sub-domain)`.
  private boolean domain() {
    do {
      if (!subDomain()) {
        return false;
      }
    } while (take('.'));
    return true;
  }

  /// `sub-domain = Let-dig [Ldh-str]`: a hyphen neither first nor last.
  private boolean subDomain() {
    int start = at;
    while (more() && (isLetDig(text.charAt(at)) || peek('-'))) {
      at++;
    }
    int length = at - start;
    return length >= 1
        && length <= LONGEST_LABEL
        && text.charAt(start) != '-'
        && text.charAt(at - 1) != '-';
  }

  /// `address-literal = "[" ( IPv4 / IPv6 / General ) "]"` (section 4.1.3).
  private boolean addressLiteral() {
    int close = text.length() - 1;
    String inside = close > at ? text.substring(at + 1, close) : "";
    if (text.charAt(close) != ']' || !AddressLiteral.valid(inside)) {
      return false;
    }
    at = text.length();
    return true;
  }

  private boolean more() {
    return at < text.length();
  }

  private boolean peek(char c) {
    return more() && text.charAt(at) == c;
  }

  private boolean take(char c) {
    boolean there = peek(c);
    if (there) {
      at++;
    }
    return there;
  }

  static boolean isLetDig(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /// RFC 5322, section 3.2.3.
  private static boolean isAtext(char c) {
    return isLetDig(c) || SPECIAL_ATEXT.indexOf(c) >= 0;
  }

  /// `%d32-126`: what a backslash may stand before, and with it all of qtextSMTP.
  private static boolean isPrintable(char c) {
    return c >= ' ' && c <= '~';
  }
}
