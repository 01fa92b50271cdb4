package kiosk.terminal.bay;

import java.util.List;
import java.util.function.Consumer;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.printer.PrinterStatus;
import kiosk.devices.printer.TicketPrinter;

/// The printer of a kiosk that has none.
public final class AbsentPrinter implements TicketPrinter {

  @Override
  public PrinterStatus status() {
    return PrinterStatus.NOTHING_KNOWN;
  }

  @Override
  public void print(PrintJob job, Consumer<PrintProgress> progress) {
    progress.accept(
        new PrintProgress.Refused(PrintTrouble.OFFLINE, List.of("no printer is configured")));
  }

  @Override
  public void close() {
    // Nothing to close.
  }
}
