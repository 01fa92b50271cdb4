package kiosk.simulators.printer;

import kiosk.simulators.scenario.PrinterFault;

/// Faults that come after so many rows or bytes.
final class FaultCountdown {

  private static final int NEVER = -1;

  private int paper = NEVER;
  private int cover = NEVER;
  private int power = NEVER;

  void arm(PrinterFault fault) {
    switch (fault) {
      case PrinterFault.PaperOutAfter out -> paper = Math.max(1, out.rows());
      case PrinterFault.CoverOpenAfter open -> cover = Math.max(1, open.rows());
      case PrinterFault.PowerLossAfter loss -> power = Math.max(1, loss.bytes());
      default -> {}
    }
  }

  void disarm() {
    paper = NEVER;
    cover = NEVER;
    power = NEVER;
  }

  /// A byte has come; true when the power goes with it.
  boolean byteCame() {
    power = power == NEVER ? NEVER : power - 1;
    if (power != 0) {
      return false;
    }
    power = NEVER;
    return true;
  }

  /// The paper has moved by a row; true when that was the last for now.
  boolean rowMoved(PrinterSenses senses) {
    paper = paper == NEVER ? NEVER : paper - 1;
    cover = cover == NEVER ? NEVER : cover - 1;
    if (paper == 0) {
      paper = NEVER;
      senses.level(SimulatedPrinter.Level.OUT);
      return true;
    }
    if (cover == 0) {
      cover = NEVER;
      senses.cover(true, true);
      return true;
    }
    return false;
  }
}
