package kiosk.devices.vitale;

import java.util.List;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardKind;

/// What came of reading a card.
public sealed interface CardReading {

  /// A carte Vitale was read.
  ///
  /// @param holder the insured person
  /// @param beneficiaries the others on the card, in the card's order
  record Vitale(CardPerson holder, List<CardPerson> beneficiaries) implements CardReading {
    public Vitale {
      beneficiaries = List.copyOf(beneficiaries);
    }

    /// Nothing personal.
    @Override
    public String toString() {
      return "Vitale[%d beneficiaries]".formatted(beneficiaries.size());
    }
  }

  /// A card that is no readable carte Vitale.
  record OtherCard(CardKind kind) implements CardReading {}

  /// A carte Vitale whose content does not have the form it must have.
  ///
  /// @param what the first file or field that is wrong, never its content
  record Malformed(String what) implements CardReading {}

  /// The conversation came to nothing.
  record Failed(CardException.Reason reason) implements CardReading {}
}
