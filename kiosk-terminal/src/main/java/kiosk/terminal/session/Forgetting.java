package kiosk.terminal.session;

/// What is left of a visit in memory once nothing refers to it.
@FunctionalInterface
public interface Forgetting {

  /// Has it collected; called some time after every visit, when nobody waits.
  void forget();
}
