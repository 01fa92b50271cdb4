package kiosk.devices.ccid;

/// What a reader says of its slot in every reply (CCID 1.1, section 6.2.6, `bmICCStatus`).
public enum CardPresence {
  /// A card is there and has power.
  ACTIVE(0),
  /// A card is there and has no power.
  INACTIVE(1),
  /// The slot is empty.
  ABSENT(2),
  /// The value reserved for future use.
  UNKNOWN(3);

  private final int code;

  CardPresence(int code) {
    this.code = code;
  }

  /// The two bits.
  public int code() {
    return code;
  }
}
