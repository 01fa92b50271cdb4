package kiosk.bench.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// A figure and what it must not exceed.
///
/// @param name what is measured
/// @param unit of both figures
/// @param target the most that is allowed
/// @param measured empty when it could not be measured; then the bar is missed
/// @param facts what stands behind the figure: floors, medians, number of runs
public record Bar(
    String name,
    String unit,
    double target,
    OptionalDouble measured,
    SequencedMap<String, Object> facts) {

  /// A figure that was measured.
  public static Bar of(
      String name,
      String unit,
      double target,
      double measured,
      SequencedMap<String, Object> facts) {
    return new Bar(name, unit, target, OptionalDouble.of(measured), facts);
  }

  /// A figure that could not be measured.
  public static Bar unmeasured(String name, String unit, double target, String why) {
    return new Bar(
        name, unit, target, OptionalDouble.empty(), new LinkedHashMap<>(Map.of("why", why)));
  }

  /// Whether the bar is met.
  public boolean met() {
    return measured.isPresent() && measured.getAsDouble() <= target;
  }

  /// One line for people.
  public String line() {
    String figure =
        measured.isPresent() ? "%.1f".formatted(measured.getAsDouble()) : "not measured";
    return "%-4s  %-58s %12s %-9s (at most %.1f)  %s"
        .formatted(met() ? "met" : "MISS", name, figure, unit, target, facts);
  }
}
