package kiosk.terminal.session;

/// What is left of a visit in memory once nothing refers to it.
@FunctionalInterface
public interface Forgetting {

  /// Has it collected and overwritten; called on the context some time after a visit, when nobody
  /// is there.
  void forget();
}
