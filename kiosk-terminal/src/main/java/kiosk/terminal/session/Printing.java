package kiosk.terminal.session;

import java.util.function.Consumer;
import kiosk.contract.act.Attestation;
import kiosk.terminal.visit.Event;

/// The printing of an attestation on paper.
@FunctionalInterface
public interface Printing {

  /// Prints once.
  ///
  /// @param language of the words around the facts
  /// @param news gets what becomes of the paper, last exactly one [Event.PaperGone]; on any thread
  void print(
      Attestation attestation,
      boolean largePrint,
      String language,
      Consumer<Event.FromPrinter> news);
}
