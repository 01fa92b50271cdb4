package kiosk.terminal.session;

import io.vertx.core.Future;
import kiosk.terminal.visit.Event;

/// The reading of the card in the slot.
@FunctionalInterface
public interface Cards {

  /// Reads it; never fails, a card that cannot be read is an event too.
  Future<Event.FromCard> read();
}
