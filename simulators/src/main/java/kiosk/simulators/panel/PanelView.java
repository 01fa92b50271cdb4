package kiosk.simulators.panel;

import java.util.List;
import kiosk.simulators.panel.FaultControls.FaultChoice;
import kiosk.simulators.panel.ReaderControls.CardChoice;

/// All that the panel's template shows.
///
/// @param places the other pages of the system
/// @param now what changes while the page is open
/// @param lines what has passed on the lines until now
/// @param personal whether personal data on the lines is shown
public record PanelView(
    List<CardChoice> cards,
    List<FaultChoice> readerFaults,
    List<FaultChoice> printerFaults,
    List<Place> places,
    PanelState now,
    NewLines lines,
    boolean personal) {

  /// Another page.
  public record Place(String name, String url) {}

  public PanelView {
    cards = List.copyOf(cards);
    readerFaults = List.copyOf(readerFaults);
    printerFaults = List.copyOf(printerFaults);
    places = List.copyOf(places);
  }
}
