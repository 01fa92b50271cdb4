package kiosk.devices.cardreader;

/// A few exchanges with one card, as one piece of work on the reader's thread.
@FunctionalInterface
public interface CardConversation<T> {

  T hold(CardChannel card) throws CardException;
}
