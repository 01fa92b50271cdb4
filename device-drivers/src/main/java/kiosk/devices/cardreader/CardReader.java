package kiosk.devices.cardreader;

import java.util.concurrent.CompletableFuture;

/// One reader with one slot. It opens its line by itself, again and again, and tells what happens
/// through [CardEvent]s given to the listener it was made with.
///
/// Events and conversations run on the reader's own thread, one at a time and in order: a listener
/// hands over and returns; it never waits.
public interface CardReader extends AutoCloseable {

  /// Holds a conversation with the card in the slot.
  ///
  /// The future fails with [CardException] when there is no card, the card is pulled, goes mute or
  /// the line breaks. It completes within the reader's hard deadline whatever the card does.
  <T> CompletableFuture<T> converse(CardConversation<T> conversation);

  /// Stops the thread and closes the line. A conversation under way fails.
  @Override
  void close();
}
