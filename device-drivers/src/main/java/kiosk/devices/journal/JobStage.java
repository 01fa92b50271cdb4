package kiosk.devices.journal;

/// How far a print job has come, and how it may end.
public enum JobStage {
  /// The bytes are made.
  PREPARED,
  /// The printer said that it is well.
  CHECKED,
  /// The next thing is the first byte.
  SENDING,
  /// All is on paper.
  PRINTED,
  /// The ticket is off the roll.
  CUT,
  /// It stands at the mouth.
  PRESENTED,
  TAKEN,
  RETRACTED,
  EJECTED_UNSEEN,
  REFUSED,
  SPOILED,
  UNKNOWN;

  /// Whether nothing comes after it.
  public boolean isEnd() {
    return compareTo(TAKEN) >= 0;
  }

  /// Whether bytes may have left for the printer.
  public boolean begun() {
    return compareTo(SENDING) >= 0 && this != REFUSED;
  }
}
