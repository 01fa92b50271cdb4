package kiosk.devices.cardreader;

/// An exchange with a card that came to nothing. The message never carries card data.
public final class CardException extends Exception {

  private static final long serialVersionUID = 1L;

  /// Why, in the terms of what to do next.
  public enum Reason {
    /// The slot is empty.
    NO_CARD,
    /// The card was pulled during the conversation.
    REMOVED,
    /// The card does not answer: upside down, broken, or no chip card at all.
    MUTE,
    /// The card or the reader answered against the protocol.
    PROTOCOL,
    /// The reader did not answer in time.
    TIMEOUT,
    /// The line to the reader is down.
    READER_DOWN
  }

  private final Reason reason;

  public CardException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
