package kiosk.server.counter;

/// Why a deed of the desk was not done; nothing was changed.
public enum Refusal {
  /// The case was closed, is too old, or is another agent's.
  OVER,
  /// The identity was not checked, or not in the way that this deed wants.
  NO_IDENTITY,
  /// The same form was sent before.
  DONE_BEFORE,
  /// There is nothing to unlock, or no address to deactivate.
  NOTHING,
  /// Too many codes are being hashed; again in a moment.
  BUSY
}
