package kiosk.server.email;

import java.util.List;

/// What may stand between the brackets of an address literal (RFC 5321, section 4.1.3).
///
/// A `General-address-literal` begins with a tag that "MUST be specified in a Standards-Track RFC
/// and registered with IANA". The only registered tag is IPv6, so no general literal is right.
final class AddressLiteral {

  private static final String IPV6_TAG = "IPv6:";
  private static final int IPV6_GROUPS = 8;

  /// "::" stands for two groups or more, so that at most six others stand beside it.
  private static final int MOST_BESIDE_DOUBLE_COLON = 6;

  static boolean valid(String inside) {
    if (inside.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())) {
      return ipv6(inside.substring(IPV6_TAG.length()));
    }
    return ipv4(inside);
  }

  /// `IPv4-address-literal = Snum 3("." Snum)`, `Snum = 1*3DIGIT` up to 255.
  private static boolean ipv4(String text) {
    List<String> parts = List.of(text.split("\\.", -1));
    return parts.size() == 4 && parts.stream().allMatch(AddressLiteral::snum);
  }

  private static boolean snum(String part) {
    boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !part.isEmpty() && part.length() <= 3 && Integer.parseInt(part) <= 255;
  }

  /// `IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp`.
  private static boolean ipv6(String text) {
    int split = text.indexOf("::");
    if (split < 0) {
      return groups(text, true) == IPV6_GROUPS;
    }
    String left = text.substring(0, split);
    String right = text.substring(split + 2);
    int before = left.isEmpty() ? 0 : groups(left, false);
    int after = right.isEmpty() ? 0 : groups(right, true);
    return before >= 0 && after >= 0 && before + after <= MOST_BESIDE_DOUBLE_COLON;
  }

  /// How many 16-bit groups stand here, or −1 when something else does.
  ///
  /// @param mayEndInIpv4 whether the last two groups may be written as an IPv4 address
  private static int groups(String text, boolean mayEndInIpv4) {
    List<String> parts = List.of(text.split(":", -1));
    int count = 0;
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      if (hex(parts.get(i))) {
        count++;
      } else if (last && mayEndInIpv4 && ipv4(parts.get(i))) {
        count += 2;
      } else {
        return -1;
      }
    }
    return count;
  }

  /// `IPv6-hex = 1*4HEXDIG`.
  private static boolean hex(String part) {
    return !part.isEmpty()
        && part.length() <= 4
        && part.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  private AddressLiteral() {}
}
