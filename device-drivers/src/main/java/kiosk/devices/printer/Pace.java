package kiosk.devices.printer;

import java.time.Duration;

/// The driver's own time, in nanoseconds that only differences have a meaning of. Tests let it run
/// faster than the world, so that what is waited for in vain costs them little.
///
/// @param times how much faster
public record Pace(int times) {

  /// As the world's.
  public static final Pace REAL = new Pace(1);

  long now() {
    return System.nanoTime() * times;
  }

  /// How long to wait in the world for so much of this time; at least a moment.
  long toWait(long nanos) {
    return nanos <= 0 ? 0 : Math.max(1, nanos / times);
  }

  long after(Duration patience) {
    return now() + patience.toNanos();
  }
}
