package kiosk.devices.printer;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What is known of a printer at one moment; what was never seen is unknown, never "fine".
///
/// @param link whether the line is open and the printer answers on it
/// @param online the printer's own word
/// @param presenter what stands at the mouth
/// @param retracted how many tickets lie in the retract bin
/// @param fault the error that keeps it from printing
/// @param seen when the printer last said anything
public record PrinterStatus(
    Link link,
    Optional<Boolean> online,
    Paper paper,
    Cover cover,
    Presenter presenter,
    OptionalInt retracted,
    Optional<PrintTrouble> fault,
    Optional<Instant> seen) {

  /// The line to the printer.
  public enum Link {
    UP,
    DOWN
  }

  /// The roll.
  public enum Paper {
    OK,
    NEAR_END,
    OUT,
    UNKNOWN
  }

  /// The cover over the roll.
  public enum Cover {
    CLOSED,
    OPEN,
    UNKNOWN
  }

  /// The mouth.
  public enum Presenter {
    EMPTY,
    /// Paper is on its way.
    MOVING,
    TICKET,
    JAMMED,
    /// This unit has none.
    NONE,
    UNKNOWN
  }

  private static final Set<PrintTrouble> STOPPING =
      Set.of(PrintTrouble.JAM, PrintTrouble.CUTTER, PrintTrouble.MECHANISM);

  /// Before the printer has said anything.
  public static final PrinterStatus NOTHING_KNOWN =
      new PrinterStatus(
          Link.DOWN,
          Optional.empty(),
          Paper.UNKNOWN,
          Cover.UNKNOWN,
          Presenter.UNKNOWN,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty());

  /// What stands in the way of starting a ticket now, if anything known does.
  public Optional<PrintTrouble> obstacle() {
    if (link == Link.DOWN) {
      return Optional.of(PrintTrouble.OFFLINE);
    }
    if (paper == Paper.OUT) {
      return Optional.of(PrintTrouble.PAPER_OUT);
    }
    if (cover == Cover.OPEN) {
      return Optional.of(PrintTrouble.COVER_OPEN);
    }
    return fault;
  }

  /// Whether it stands still until it is told to recover, even when the cause is gone: a jam, the
  /// cutter, and what Epson's call mechanical (Epson, "ESC/POS Command Reference", DLE ENQ).
  boolean stopped() {
    return fault.filter(STOPPING::contains).isPresent();
  }
}
