package kiosk.server.accesscode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The figures of rules C1, C6 and C9.
///
/// @param provisionalLife how long a provisional code lives
/// @param mailedLife how long a code in a mail lives
/// @param provisionalTries wrong tries that void a provisional code or one in a mail
/// @param triesBeforeWait wrong tries in a row before the first wait
/// @param firstWait doubled by each wrong try after it
/// @param triesInRow wrong tries in a row that lock
/// @param triesInDay wrong tries in 24 hours that lock; at least `triesInRow`
public record CodeLimits(
    Duration provisionalLife,
    Duration mailedLife,
    int provisionalTries,
    int triesBeforeWait,
    Duration firstWait,
    int triesInRow,
    int triesInDay) {

  /// As the rules say.
  public static final CodeLimits STANDARD =
      new CodeLimits(
          Duration.ofDays(15), Duration.ofMinutes(30), 3, 5, Duration.ofMinutes(1), 10, 25);

  public CodeLimits {
    if (provisionalTries < 1
        || triesBeforeWait < 1
        || firstWait.isNegative()
        || triesInRow < triesBeforeWait
        || triesInDay < triesInRow) {
      throw new IllegalArgumentException("limits of tries out of order");
    }
  }

  /// These limits with other figures of rules C1 and C9.
  public CodeLimits withTries(
      int provisional, int beforeWait, Duration wait, int inRow, int inDay) {
    return new CodeLimits(provisionalLife, mailedLife, provisional, beforeWait, wait, inRow, inDay);
  }

  /// These limits with other lives of rules C1 and C6.
  public CodeLimits withLives(Duration provisional, Duration mailed) {
    return new CodeLimits(
        provisional, mailed, provisionalTries, triesBeforeWait, firstWait, triesInRow, triesInDay);
  }

  /// Until when no try is taken: a minute after the fifth wrong one, two after the sixth, then
  /// twice as long each time.
  ///
  /// @param last when the last of them was made
  public Optional<Instant> waitAfter(int wrongTries, Instant last) {
    int waits = wrongTries - triesBeforeWait;
    return waits < 0
        ? Optional.empty()
        : Optional.of(last.plus(firstWait.multipliedBy(1L << Math.min(waits, 20))));
  }

  /// How long a code that was not chosen lives.
  Duration lifeOf(CodeKind kind) {
    return kind == CodeKind.MAILED ? mailedLife : provisionalLife;
  }
}
