package kiosk.devices.cardreader;

/// An exchange with the reader that came to nothing, though the line is there. The message never
/// carries data.
final class TwinFault extends Exception {

  private static final long serialVersionUID = 1L;

  /// What was noticed.
  enum Kind {
    /// No reply came in time.
    LOST,
    /// The reader asked for time without end.
    ENDLESS,
    /// The reader did not take the command.
    REFUSED,
    /// What came was damaged.
    DAMAGED
  }

  private final Kind kind;

  TwinFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /// In the terms of a conversation.
  CardException forCard() {
    CardException.Reason reason =
        switch (kind) {
          case LOST, ENDLESS -> CardException.Reason.TIMEOUT;
          case REFUSED, DAMAGED -> CardException.Reason.PROTOCOL;
        };
    return new CardException(reason, String.valueOf(getMessage()));
  }
}
