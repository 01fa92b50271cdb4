package kiosk.server.ops;

import java.time.Duration;
import java.time.Instant;
import kiosk.server.fleet.KioskRow;

/// A kiosk with how long it has been silent.
///
/// @param silent since it was last heard
public record KioskCard(KioskRow row, Duration silent) {

  /// A kiosk tells of itself every few seconds.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static KioskCard of(KioskRow row, Instant now) {
    return new KioskCard(row, Duration.between(row.heardAt(), now));
  }

  public boolean lost() {
    return silent.compareTo(PATIENCE) > 0;
  }

  public Duration outboxAge() {
    return Duration.ofSeconds(row.outboxOldestSeconds());
  }
}
