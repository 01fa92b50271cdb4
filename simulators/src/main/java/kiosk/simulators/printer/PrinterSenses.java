package kiosk.simulators.printer;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.simulators.scenario.PrinterFault;

/// What the printer feels of its roll, cover and mechanism, and how it says so, bit by bit.
///
/// Bits: Epson, "ESC/POS Command Reference", DLE EOT, GS a, GS r.
final class PrinterSenses {

  private static final int FIXED = 0x12;

  private SimulatedPrinter.Level level = SimulatedPrinter.Level.OK;
  private boolean coverOpen;
  private boolean openedWhilePrinting;
  private boolean knifeFailed;
  private boolean jammed;
  private boolean ticketAtMouth;
  private final Set<PrinterFault> faults = new HashSet<>();

  SimulatedPrinter.Level level() {
    return level;
  }

  void level(SimulatedPrinter.Level wanted) {
    level = wanted;
  }

  boolean coverOpen() {
    return coverOpen;
  }

  /// @param printing opening the cover then is an error of its own
  void cover(boolean open, boolean printing) {
    coverOpen = open;
    openedWhilePrinting = open && printing;
  }

  /// The knife did not come back.
  void knifeFailed() {
    knifeFailed = true;
  }

  /// What the sensor at the mouth sees.
  void ticketAtMouth(boolean there) {
    ticketAtMouth = there;
  }

  boolean canRetract() {
    return !has(new PrinterFault.RetractorStuck());
  }

  /// A fault of a kind that is there already takes its place.
  void raise(PrinterFault fault) {
    faults.removeIf(old -> old.getClass().equals(fault.getClass()));
    faults.add(fault);
    jammed |= fault instanceof PrinterFault.Jam;
  }

  /// The page that it prints in whatever is selected, when it does so.
  Optional<Integer> wrongPage() {
    return raised(PrinterFault.WrongCodePage.class).map(PrinterFault.WrongCodePage::page);
  }

  /// The rate that its end of the line is set to, when it is a wrong one.
  Optional<Integer> wrongBaud() {
    return raised(PrinterFault.WrongBaud.class).map(PrinterFault.WrongBaud::baud);
  }

  private <F extends PrinterFault> Optional<F> raised(Class<F> kind) {
    return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  boolean has(PrinterFault fault) {
    return faults.contains(fault);
  }

  void drop(PrinterFault fault) {
    faults.remove(fault);
  }

  /// Nothing is broken any more; the roll and the cover stay as they are, and an error lasts until
  /// [#recover()].
  void clear() {
    faults.clear();
  }

  /// Ends a recoverable error, a jam or a knife that failed, once its cause is gone: an empty roll,
  /// an open cover and a hot head are none (Epson, "ESC/POS Command Reference", DLE ENQ, Notes).
  ///
  /// @return whether there was one to end
  boolean recover() {
    boolean gone = !has(new PrinterFault.Jam()) && !has(new PrinterFault.CutterStuck());
    boolean recovers = gone && (jammed || knifeFailed);
    if (recovers) {
      jammed = false;
      knifeFailed = false;
    }
    return recovers;
  }

  boolean offline() {
    return coverOpen || out() || error() || has(new PrinterFault.Offline());
  }

  private boolean out() {
    return level == SimulatedPrinter.Level.OUT;
  }

  private boolean error() {
    return knifeFailed || recoverable() || unrecoverable() || resting();
  }

  private boolean recoverable() {
    return jammed;
  }

  private boolean unrecoverable() {
    return has(new PrinterFault.Voltage());
  }

  private boolean resting() {
    return has(new PrinterFault.HeadTemperature()) || openedWhilePrinting;
  }

  /// The answer to DLE EOT n.
  PrinterAnswer.Status status(int n) {
    int bits =
        switch (n) {
          case 2 -> bit(coverOpen, 0x04) | bit(out(), 0x20) | bit(error(), 0x40);
          case 3 ->
              bit(recoverable(), 0x04)
                  | bit(knifeFailed, 0x08)
                  | bit(unrecoverable(), 0x20)
                  | bit(resting(), 0x40);
          case 4 -> bit(low(), 0x0C) | bit(out(), 0x60);
          default -> bit(offline(), 0x08);
        };
    return new PrinterAnswer.Status(FIXED | bits);
  }

  /// The answer to GS r 1.
  PrinterAnswer.Sensor sensor() {
    return new PrinterAnswer.Sensor(bit(low(), 0x03) | bit(out(), 0x0C));
  }

  /// Automatic status back, as it stands.
  PrinterAnswer.AutoStatus auto() {
    return new PrinterAnswer.AutoStatus(
        0x10 | bit(offline(), 0x08) | bit(coverOpen, 0x20),
        bit(recoverable(), 0x04)
            | bit(knifeFailed, 0x08)
            | bit(unrecoverable(), 0x20)
            | bit(resting(), 0x40),
        bit(low(), 0x03) | bit(out(), 0x0C),
        0x0F);
  }

  /// The full status of Custom (VKP80III manual, DLE EOT 20).
  ///
  /// @param spooling whether something waits to be printed
  PrinterAnswer.FullStatus full(boolean spooling) {
    return new PrinterAnswer.FullStatus(
        bit(out(), 0x01) | bit(low(), 0x04) | bit(ticketAtMouth, 0x20),
        bit(coverOpen, 0x02) | bit(spooling, 0x04),
        bit(resting(), 0x01) | bit(unrecoverable(), 0x08) | bit(recoverable(), 0x40),
        bit(knifeFailed, 0x01));
  }

  /// The answer to GS e 6 of Custom: 01 near end, 04 paper at the entry, 08 ticket at the mouth, 40
  /// error, 80 jam.
  PrinterAnswer.Sensor mouth() {
    return new PrinterAnswer.Sensor(
        bit(low(), 0x01)
            | bit(!out(), 0x04)
            | bit(ticketAtMouth, 0x08)
            | bit(error(), 0x40)
            | bit(jammed, 0x80));
  }

  /// The answer to DLE EOT 17 of Custom.
  ///
  /// @param moving whether the paper's motor is on
  PrinterAnswer.Status motor(boolean moving) {
    return new PrinterAnswer.Status(FIXED | bit(moving, 0x04) | bit(out(), 0x20));
  }

  private boolean low() {
    return level != SimulatedPrinter.Level.OK;
  }

  private static int bit(boolean on, int bit) {
    return on ? bit : 0;
  }
}
