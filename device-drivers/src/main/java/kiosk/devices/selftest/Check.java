package kiosk.devices.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One thing that a device must do.
///
/// @param name a sentence, the device first
/// @param body does it; throws when the device does not
record Check(String name, Body body) {

  /// The same checks, of which those behind the first few are not tried when one of these fails: a
  /// device that does not answer is told of once, and at once.
  static List<Check> guarded(List<Check> checks, int first) {
    AtomicBoolean failed = new AtomicBoolean();
    List<Check> guarded = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      guarded.add(
          new Check(check.name(), i < first ? telling(check, failed) : tried(check, failed)));
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
