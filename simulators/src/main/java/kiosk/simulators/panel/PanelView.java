package kiosk.simulators.panel;

import java.util.List;
import kiosk.simulators.panel.FaultControls.FaultChoice;
import kiosk.simulators.panel.ReaderControls.CardChoice;

/// All that the panel's template shows.
///
/// @param places the other pages of the system
/// @param now what changes while the page is open
public record PanelView(
    List<CardChoice> cards,
    List<FaultChoice> readerFaults,
    List<FaultChoice> printerFaults,
    List<Place> places,
    PanelState now) {

  /// Another page.
  public record Place(String name, String url) {}

  public PanelView {
    cards = List.copyOf(cards);
    readerFaults = List.copyOf(readerFaults);
    printerFaults = List.copyOf(printerFaults);
    places = List.copyOf(places);
  }
}
