package kiosk.server.online;

import java.time.Instant;
import java.util.Optional;
import kiosk.server.accesscode.CodeStanding.Gate;

/// What a code that was typed online comes to.
public sealed interface LogInOutcome {

  /// It is right; the session is open.
  ///
  /// @param token of the session, for the person's browser alone
  record Entered(String token) implements LogInOutcome {
    @Override
    public String toString() {
      return "Entered";
    }
  }

  /// More than the number must be given with such a code, or after so many tries, whoever's the
  /// number is.
  record AskIdentity() implements LogInOutcome {}

  /// No more is told to somebody who has not shown who they are.
  record Refused() implements LogInOutcome {}

  /// Wrong, told to somebody who has shown who they are.
  ///
  /// @param triesLeft before the next wait, lock or void
  /// @param waitUntil no try is taken before
  record Wrong(int triesLeft, Optional<Instant> waitUntil) implements LogInOutcome {}

  /// Not looked at, told to somebody who has shown who they are.
  record Closed(Gate gate) implements LogInOutcome {}
}
