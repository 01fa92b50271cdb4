package kiosk.server.web;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often one network may do a thing: so many at once, then one for each pause.
///
/// Kept in memory and for this node alone; the networks seen last are remembered, others begin
/// anew. Thread-safe.
public final class RateLimit {

  private static final int MOST_NETWORKS = 10_000;

  private final int atOnce;
  private final Duration pause;
  private final InstantSource clock;

  /// For each network, when it will have its whole allowance again.
  private final Map<String, Instant> full =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_NETWORKS;
        }
      };

  /// @param atOnce how many are allowed without a pause
  /// @param pause after which one more is allowed
  public RateLimit(int atOnce, Duration pause, InstantSource clock) {
    this.atOnce = atOnce;
    this.pause = pause;
    this.clock = clock;
  }

  /// Counts one, if it is allowed.
  ///
  /// @return how long to wait until one is allowed; empty when this one is, and only then it counts
  public Optional<Duration> wait(RoutingContext context) {
    return wait(Network.of(context));
  }

  synchronized Optional<Duration> wait(String network) {
    Instant now = clock.instant();
    Instant from = full.getOrDefault(network, now);
    Instant after = (from.isBefore(now) ? now : from).plus(pause);
    Duration over = Duration.between(now.plus(pause.multipliedBy(atOnce)), after);
    if (over.isPositive()) {
      return Optional.of(over);
    }
    full.put(network, after);
    return Optional.empty();
  }

  /// A wait in whole seconds, as headers and sentences tell it: after these it is over.
  public static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
