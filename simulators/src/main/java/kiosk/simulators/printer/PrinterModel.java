package kiosk.simulators.printer;

import java.util.List;
import java.util.Optional;

/// What one kind of printer is like.
///
/// @param name as on the command line
/// @param widthDots dots of a row, 8 a millimetre
/// @param baud bits a second on its line, 8 data bits, no parity, 1 stop bit
/// @param rowsPerSecond how fast the paper moves
/// @param knifeMillis what a cut takes
/// @param maker answered to GS I 66
/// @param type answered to GS I 67
public record PrinterModel(
    String name,
    int widthDots,
    int baud,
    int rowsPerSecond,
    int knifeMillis,
    String maker,
    String type) {

  /// An Epson TM of the T20 class: 72 mm of 80 printed, 150 mm/s.
  public static final PrinterModel EPSON_TM =
      new PrinterModel("epson-tm", 576, 115_200, 1200, 250, "EPSON", "TM-T20III");

  /// Every model there is.
  public static final List<PrinterModel> ALL = List.of(EPSON_TM);

  /// The model of this name.
  public static Optional<PrinterModel> find(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /// What one row takes, in nanoseconds.
  long rowNanos() {
    return 1_000_000_000L / rowsPerSecond;
  }
}
