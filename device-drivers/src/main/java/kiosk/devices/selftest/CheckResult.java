package kiosk.devices.selftest;

import java.time.Duration;
import java.util.Optional;

/// What came of one check.
///
/// @param name a sentence, the device first
/// @param took how long it took
/// @param failure what is wrong, in one sentence; empty when nothing is
/// @param skipped whether it was not tried, since it needs hands and there were none
public record CheckResult(String name, Duration took, Optional<String> failure, boolean skipped) {

  /// Whether the device did not do what it must.
  public boolean failed() {
    return failure.isPresent();
  }

  /// Whether the device did what it must.
  public boolean passed() {
    return failure.isEmpty() && !skipped;
  }
}
