package kiosk.devices.cardreader;

import kiosk.devices.link.Bytes;

/// What a card is, as far as its answer to reset tells.
public enum CardKind {
  /// A carte Vitale 2, readable.
  VITALE,
  /// A carte Vitale of the first generation (1998): out of use since.
  VITALE_1,
  /// A health professional's card (CPS), put in by mistake.
  PROFESSIONAL,
  /// Some other chip card: a bank card, a transport card, another country's.
  FOREIGN;

  /// Names a card by its answer to reset. No public answer tells test cards from real ones.
  ///
  /// Sources: smartcard_list.txt of pcsc-tools and the readers that parse a carte Vitale.
  public static CardKind of(Bytes atr) {
    if (matches(atr, "3B 75 13 00 00 -- 09 EA 90 00")
        || matches(atr, "3B 75 13 00 00 45 09 FA 90 00")) {
      return VITALE;
    }
    if (matches(atr, "3F 65 25 00 -- 09 -- 90 00")) {
      return VITALE_1;
    }
    if (matches(atr, "3B AC 00 40 2A 00 12 25 00 64 80 -- -- -- -- -- --")) {
      return PROFESSIONAL;
    }
    return FOREIGN;
  }

  /// Whether the bytes are those of the pattern, in which `--` stands for any byte.
  private static boolean matches(Bytes atr, String pattern) {
    if ((pattern.length() + 1) / 3 != atr.length()) {
      return false;
    }
    for (int i = 0; i < atr.length(); i++) {
      String wanted = pattern.substring(3 * i, 3 * i + 2);
      if (!wanted.equals("--") && Integer.parseInt(wanted, 16) != atr.at(i)) {
        return false;
      }
    }
    return true;
  }
}
