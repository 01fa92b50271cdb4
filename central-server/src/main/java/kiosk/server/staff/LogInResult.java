package kiosk.server.staff;

import java.time.Duration;
import java.time.Instant;

/// What came of a name and a password.
public sealed interface LogInResult {

  /// They fit.
  ///
  /// @param token for the cookie, 256 random bits; only its digest is kept
  record Welcome(String token) implements LogInResult {
    @Override
    public String toString() {
      return "Welcome";
    }
  }

  /// They do not, or there is no such account: the same answer.
  record Refused() implements LogInResult {}

  /// Too many wrong passwords, be it somebody's name or nobody's; none is looked at before.
  ///
  /// @param left until then
  record Wait(Instant until, Duration left) implements LogInResult {}
}
