package kiosk.server.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for a database that does not answer yet, as one that is being started does or one on a
/// machine that has too much to do: tries again with growing pauses, says so, and gives up in the
/// end.
final class Patience {

  private static final Logger log = LoggerFactory.getLogger(Patience.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private final Duration limit;
  private final LongSupplier nanos;

  /// @param limit after which the last failure is passed on
  /// @param nanos the clock, as [System#nanoTime()]
  Patience(Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  /// The result of `work`, tried until it does not fail with [DatabaseAwayException] or the limit
  /// has passed. Blocking.
  ///
  /// @throws DatabaseAwayException the last one
  <T> T attempt(Supplier<T> work) {
    long begin = nanos.getAsLong();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return work.get();
      } catch (DatabaseAwayException e) {
        Duration waited = Duration.ofNanos(nanos.getAsLong() - begin);
        if (waited.plus(pause).compareTo(limit) > 0) {
          throw e;
        }
        log.atWarn()
            .setMessage("database.waiting")
            .addKeyValue("cause", e.getMessage())
            .addKeyValue("seconds", waited.toSeconds())
            .addKeyValue("atMost", limit.toSeconds())
            .log();
        LockSupport.parkNanos(pause.toNanos());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }
}
