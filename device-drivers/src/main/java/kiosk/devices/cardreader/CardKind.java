package kiosk.devices.cardreader;

/// What a card is, as far as its answer to reset tells.
public enum CardKind {
  /// A carte Vitale 2, readable.
  VITALE,
  /// A carte Vitale of the first generation (1998): out of use since.
  VITALE_1,
  /// A health professional's card (CPS), put in by mistake.
  PROFESSIONAL,
  /// Some other chip card: a bank card, a transport card, another country's.
  FOREIGN
}
