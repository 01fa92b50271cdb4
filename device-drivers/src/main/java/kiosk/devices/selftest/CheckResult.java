package kiosk.devices.selftest;

import java.time.Duration;
import java.util.Optional;

/// What came of one check.
///
/// @param name a sentence, the device first
/// @param took how long it took
/// @param failure what is wrong, in one sentence; empty when nothing is
public record CheckResult(String name, Duration took, Optional<String> failure) {

  /// Whether the device did what it must.
  public boolean passed() {
    return failure.isEmpty();
  }
}
