package kiosk.contract.fleet;

import java.time.Instant;

/// Something operations want of one kiosk.
///
/// @param number 1 upwards per kiosk
public record NewsItem(long number, Instant at, Order order) {

  /// What is wanted.
  public enum Order {
    OUT_OF_SERVICE,
    IN_SERVICE
  }
}
