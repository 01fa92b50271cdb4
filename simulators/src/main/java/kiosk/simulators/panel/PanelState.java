package kiosk.simulators.panel;

import java.util.List;
import kiosk.simulators.tap.LineTap;

/// What changes while the panel is open; goes to the page as JSON.
///
/// @param card the id of the card in the slot, or empty
/// @param cardLabel how the technician knows it, or empty
/// @param printer the printer's view
/// @param readerRaised faults raised on the reader
/// @param printerRaised faults raised on the printer
/// @param readerRecord how far the record of the reader's line is
/// @param printerRecord how far the record of the printer's line is
public record PanelState(
    String card,
    String cardLabel,
    PrinterControls.View printer,
    List<String> readerRaised,
    List<String> printerRaised,
    LineTap.State readerRecord,
    LineTap.State printerRecord) {

  public PanelState {
    readerRaised = List.copyOf(readerRaised);
    printerRaised = List.copyOf(printerRaised);
  }

  static PanelState of(ReaderControls reader, PrinterControls printer) {
    String card = reader.inserted().orElse("");
    String label =
        reader.cards().stream()
            .filter(choice -> choice.id().equals(card))
            .map(ReaderControls.CardChoice::label)
            .findFirst()
            .orElse(card);
    return new PanelState(
        card,
        label,
        printer.view(),
        reader.raised(),
        printer.raised(),
        reader.tap().state(),
        printer.tap().state());
  }
}
