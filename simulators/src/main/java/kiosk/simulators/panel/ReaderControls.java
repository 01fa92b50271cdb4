package kiosk.simulators.panel;

import java.util.List;
import java.util.Optional;

/// A card reader as a technician's hands and eyes meet it. Methods may be called from any thread.
public interface ReaderControls extends FaultControls, LineControls {

  /// A card that can be put in.
  ///
  /// @param id as on the command line
  /// @param label what a technician reads
  /// @param person whether it is a carte Vitale of a person of the deck
  record CardChoice(String id, String label, boolean person) {}

  /// All cards at hand: the people first, then the others.
  List<CardChoice> cards();

  /// The card in the slot, by its id.
  Optional<String> inserted();

  /// Puts a card in; one that is there comes out first.
  ///
  /// @throws IllegalArgumentException when there is no such card
  void insert(String card);

  /// Pulls the card; nothing happens when there is none.
  void remove();
}
