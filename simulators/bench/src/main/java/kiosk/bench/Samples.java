package kiosk.bench;

import java.util.Arrays;
import java.util.List;

/// Durations in milliseconds, and what is said of them.
final class Samples {

  private final double[] sorted;

  Samples(List<Double> milliseconds) {
    if (milliseconds.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /// The smallest sample that at least `percent` of all do not exceed (nearest rank).
  double percentile(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  double median() {
    return percentile(50);
  }

  int count() {
    return sorted.length;
  }

  /// To a tenth of a millisecond, as facts of a bar.
  static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
