package kiosk.devices.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One thing that a device must do.
///
/// @param name a sentence, the device first
/// @param body does it; throws when the device does not
/// @param skipped whether it is not tried, since it needs hands and there are none
record Check(String name, Body body, boolean skipped) {

  Check(String name, Body body) {
    this(name, body, false);
  }

  /// The same check as one that needs hands, which its name says.
  ///
  /// @param hands whether there are any; else it is skipped
  Check byHand(boolean hands) {
    return new Check(name + " (needs hands)", body, !hands);
  }

  /// The same checks, of which those behind the first few are not tried when one of these fails: a
  /// device that does not answer is told of once, and at once.
  static List<Check> guarded(List<Check> checks, int first) {
    AtomicBoolean failed = new AtomicBoolean();
    List<Check> guarded = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      guarded.add(
          new Check(
              check.name(),
              i < first ? telling(check, failed) : tried(check, failed),
              check.skipped()));
    }
    return guarded;
  }

  private static Body telling(Check check, AtomicBoolean failed) {
    return () -> {
      try {
        check.body().run();
      } catch (DeviceFailure e) {
        failed.set(true);
        throw e;
      }
    };
  }

  private static Body tried(Check check, AtomicBoolean failed) {
    return () -> {
      if (failed.get()) {
        throw new DeviceFailure("not tried: the device does not answer");
      }
      check.body().run();
    };
  }

  /// What is done to check it.
  @FunctionalInterface
  interface Body {

    /// Does it.
    ///
    /// @throws DeviceFailure with a sentence for the technician
    void run() throws DeviceFailure;
  }
}
