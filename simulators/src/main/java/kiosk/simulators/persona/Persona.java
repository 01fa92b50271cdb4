package kiosk.simulators.persona;

import java.util.List;

/// An invented person of the deck.
///
/// @param id a plain first name, as commands and links name the person
/// @param label what is particular, for a technician
/// @param holder as on the card
/// @param beneficiaries the others on the card, in its order
public record Persona(String id, String label, OnCard holder, List<OnCard> beneficiaries) {

  public Persona {
    beneficiaries = List.copyOf(beneficiaries);
  }

  /// A person as a card tells of them.
  ///
  /// @param nir 15 characters, number and key
  /// @param surname in capitals, Latin-1
  /// @param givenName in capitals, Latin-1
  /// @param birthDate eight digits AAAAMMJJ, not always a date of the calendar
  public record OnCard(String nir, String surname, String givenName, String birthDate) {}
}
