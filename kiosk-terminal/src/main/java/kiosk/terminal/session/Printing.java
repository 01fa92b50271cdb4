package kiosk.terminal.session;

import java.time.Instant;
import java.util.function.Consumer;
import kiosk.contract.act.Document;
import kiosk.terminal.visit.Event;

/// The printing of papers.
public interface Printing {

  /// Prints a document, once.
  ///
  /// @param language of the words around the facts
  /// @param news gets what becomes of the paper, last exactly one [Event.PaperGone]; on any thread
  void print(
      Document document, boolean largePrint, String language, Consumer<Event.FromPrinter> news);

  /// Prints what to do when a mail does not come (rule E12), once. Nothing personal.
  ///
  /// @param until when the link in the mail ends
  /// @param news as of [#print]
  void printSlip(Instant until, String language, Consumer<Event.FromPrinter> news);
}
