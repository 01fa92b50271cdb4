package kiosk.simulators.scenario;

import java.time.Duration;

/// When a fault strikes, counted from the moment it is raised.
public sealed interface Trigger {

  /// At once.
  Trigger NOW = new After(Duration.ZERO);

  /// With the byte of this number that comes in, 1 or more.
  record AtByte(int number) implements Trigger {}

  /// With the row of dots of this number that comes out, 1 or more.
  record AtRow(int number) implements Trigger {}

  /// With the card command of this number, 1 or more.
  record AtApdu(int number) implements Trigger {}

  /// When so much time has passed.
  record After(Duration time) implements Trigger {}

  /// Refuses what a device does not have: a printer no card commands, a reader no rows of dots.
  ///
  /// @throws IllegalArgumentException when this fault cannot strike then; says when it can
  static void require(Trigger trigger, Fault fault) {
    switch (fault) {
      case PrinterFault _ when trigger instanceof AtApdu ->
          throw new IllegalArgumentException(
              "a printer's fault strikes at a byte, a row or a time, not at an apdu");
      case ReaderFault _ when trigger instanceof AtRow ->
          throw new IllegalArgumentException(
              "a reader's fault strikes at a byte, an apdu or a time, not at a row");
      case PrinterFault _, ReaderFault _ -> {
        // It can.
      }
    }
  }

  /// Reads `row N`, `byte N`, `apdu N` or `time MILLISECONDS`; the words of the command line behind
  /// `@` and of a scenario's `at`.
  ///
  /// @throws IllegalArgumentException when it is none of them
  static Trigger parse(String kind, String number) {
    if (!number.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("not a number: '" + number + "'");
    }
    int count = Integer.parseInt(number);
    return switch (kind) {
      case "byte" -> new AtByte(Math.max(1, count));
      case "row" -> new AtRow(Math.max(1, count));
      case "apdu" -> new AtApdu(Math.max(1, count));
      case "time" -> new After(Duration.ofMillis(count));
      default ->
          throw new IllegalArgumentException(
              "a fault strikes at a byte, a row, an apdu or a time, not at '" + kind + "'");
    };
  }
}
