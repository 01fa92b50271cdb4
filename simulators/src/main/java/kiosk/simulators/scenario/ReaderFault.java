package kiosk.simulators.scenario;

/// What can go wrong with a card reader, its line or its card.
public sealed interface ReaderFault extends Fault {

  /// The card gives no answer to reset.
  record MuteCard() implements ReaderFault {}
}
