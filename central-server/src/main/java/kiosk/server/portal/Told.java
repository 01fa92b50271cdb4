package kiosk.server.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.online.LogInOutcome;

/// What somebody who has shown who they are is told about a code that is not taken (rule C9).
public final class Told {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private final InstantSource clock;

  public Told(InstantSource clock) {
    this.clock = clock;
  }

  /// What is beside the field of a code that was asked for again.
  ///
  /// @param outcome any but [LogInOutcome.Entered]
  public String refused(Words words, LogInOutcome outcome) {
    return switch (outcome) {
      case LogInOutcome.Wrong wrong -> wrong(words, wrong);
      case LogInOutcome.Closed(Gate gate) -> closed(words, gate);
      case LogInOutcome.Entered _, LogInOutcome.AskIdentity _, LogInOutcome.Refused _ ->
          words.get("fault.wrong.current");
    };
  }

  /// That it is wrong, and how many tries are left or how long to wait.
  public String wrong(Words words, LogInOutcome.Wrong wrong) {
    return wrong
        .waitUntil()
        .map(until -> wait(words, until))
        .orElseGet(() -> words.get("login.wrong", wrong.triesLeft()));
  }

  /// Why it was not looked at.
  public String closed(Words words, Gate gate) {
    return switch (gate) {
      case Gate.TooSoon(Instant until) -> wait(words, until);
      case Gate.Locked() -> words.get("login.locked");
      case Gate.Voided() -> words.get("login.voided");
      case Gate.Expired() -> words.get("login.expired");
      case Gate.Open() -> throw new IllegalStateException("it is open");
    };
  }

  /// The length of the wait to the second, and the time of day at which it ends.
  private String wait(Words words, Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    long seconds = Math.max(0, left.plusMillis(999).toSeconds());
    return words.get("login.wait", seconds / 60, seconds % 60, TIME.format(until.atZone(ZONE)));
  }
}
