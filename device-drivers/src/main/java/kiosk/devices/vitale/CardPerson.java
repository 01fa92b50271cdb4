package kiosk.devices.vitale;

/// A person on a carte Vitale, as the card says it and no better: birth dates may be lunar or
/// impossible (rule I2).
///
/// @param nir 15 characters, number and key, as on the card
/// @param surname in the card's capitals
/// @param givenName in the card's capitals
/// @param birthDate eight digits AAAAMMJJ as on the card, not always a date of the calendar
public record CardPerson(String nir, String surname, String givenName, String birthDate) {

  /// Nothing personal.
  @Override
  public String toString() {
    return "CardPerson";
  }
}
