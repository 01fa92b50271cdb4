package kiosk.bench.figure;

import java.util.Arrays;
import java.util.List;

/// Durations in milliseconds, and what is said of them.
public final class Samples {

  private final double[] sorted;

  /// @param milliseconds at least one
  public Samples(List<Double> milliseconds) {
    if (milliseconds.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /// The smallest sample that at least `percent` of all do not exceed (nearest rank).
  public double percentile(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  /// The middle one.
  public double median() {
    return percentile(50);
  }

  /// How many there are.
  public int count() {
    return sorted.length;
  }

  /// To a tenth of a millisecond, as facts of a bar.
  public static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
