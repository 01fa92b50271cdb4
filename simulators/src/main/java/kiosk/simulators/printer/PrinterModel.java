package kiosk.simulators.printer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one kind of printer is like.
///
/// @param name as on the command line
/// @param widthDots dots of a row, 8 a millimetre
/// @param baud bits a second on its line, 8 data bits, no parity, 1 stop bit
/// @param rowsPerSecond how fast the paper moves
/// @param knifeMillis what a cut takes
/// @param family whose commands it obeys and whose answers it gives
/// @param mouth what is behind the knife
/// @param type what it calls itself
public record PrinterModel(
    String name,
    int widthDots,
    int baud,
    int rowsPerSecond,
    int knifeMillis,
    Family family,
    Mouth mouth,
    String type) {

  /// Whose language it speaks.
  enum Family {
    EPSON,
    CUSTOM
  }

  /// What is behind the knife.
  enum Mouth {
    /// The ticket hangs where it was cut.
    OPEN,
    /// It is brought to the mouth and stays there.
    PRESENTER,
    /// It is brought to the mouth and can be pulled back into a bin.
    RETRACTOR
  }

  /// An Epson TM of the T20 class: 72 mm of 80 printed, 150 mm/s.
  public static final PrinterModel EPSON_TM =
      new PrinterModel("epson-tm", 576, 115_200, 1200, 250, Family.EPSON, Mouth.OPEN, "TM-T20III");

  /// A Custom VKP80III: 80 mm printed, presenter, retractor and bin.
  public static final PrinterModel CUSTOM_VKP80III =
      new PrinterModel(
          "custom-vkp80iii", 640, 115_200, 1200, 300, Family.CUSTOM, Mouth.RETRACTOR, "VKP80III");

  /// A Custom TG2480H: presenter without retractor.
  public static final PrinterModel CUSTOM_TG2480H =
      new PrinterModel(
          "custom-tg2480h", 576, 115_200, 1200, 300, Family.CUSTOM, Mouth.PRESENTER, "TG2480H");

  /// Every model there is.
  public static final List<PrinterModel> ALL = List.of(EPSON_TM, CUSTOM_VKP80III, CUSTOM_TG2480H);

  /// The model of this name.
  public static Optional<PrinterModel> find(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /// All names, for people.
  public static String names() {
    return ALL.stream().map(PrinterModel::name).collect(Collectors.joining(", "));
  }

  /// What one row takes, in nanoseconds.
  long rowNanos() {
    return 1_000_000_000L / rowsPerSecond;
  }

  /// Whether a presenter holds what was cut.
  public boolean presents() {
    return mouth != Mouth.OPEN;
  }

  /// Whether it can pull back what was presented, into a bin.
  public boolean retracts() {
    return mouth == Mouth.RETRACTOR;
  }

  /// Whether it answers as Custom's printers do, and not as Epson's.
  public boolean custom() {
    return family == Family.CUSTOM;
  }

  String maker() {
    return custom() ? "CUSTOM" : "EPSON";
  }
}
