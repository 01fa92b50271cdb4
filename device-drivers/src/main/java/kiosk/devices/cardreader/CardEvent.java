package kiosk.devices.cardreader;

/// What a reader tells of itself and of its slot.
public sealed interface CardEvent {

  /// The line is open and the reader has answered.
  ///
  /// @param firmware what the reader calls itself
  record ReaderUp(String firmware) implements CardEvent {}

  /// The line or the reader is gone; the driver goes on trying to get it back.
  ///
  /// @param cause a short technical sentence for the operator
  record ReaderDown(String cause) implements CardEvent {}

  /// A card is in the slot and has been powered.
  ///
  /// @param kind what its answer to reset says it is
  record Inserted(CardKind kind) implements CardEvent {}

  /// A card is in the slot and gives no answer to reset.
  record Mute() implements CardEvent {}

  /// Between two looks the card was pulled and another, or the same, put in.
  ///
  /// @param kind what the answer to reset of the card now in the slot says it is
  record Swapped(CardKind kind) implements CardEvent {}

  /// The slot is empty.
  record Removed() implements CardEvent {}
}
