package kiosk.devices.printer;

import java.util.function.Consumer;

/// A receipt printer. It opens its line by itself, again and again.
///
/// Listeners run on the printer's own threads and must return at once.
public interface TicketPrinter extends AutoCloseable {

  /// The last known state; never waits.
  PrinterStatus status();

  /// Starts a job; one at a time: a second one is [PrintProgress.Refused] with
  /// [PrintTrouble#BUSY].
  ///
  /// `progress` gets each stage once, in order, and last exactly one [PrintProgress.End]. Nothing
  /// is printed by itself a second time, whatever the end.
  void print(PrintJob job, Consumer<PrintProgress> progress);

  /// Closes the line; a job under way ends as [PrintProgress.Unknown] if bytes of it were sent.
  @Override
  void close();
}
