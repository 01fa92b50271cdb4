package kiosk.server.online;

import java.text.Normalizer;
import java.util.Locale;
import kiosk.contract.Nir;
import kiosk.server.insured.InsuredPerson;

/// What a person types to show who they are (rule O1).
///
/// @param birthDate AAAAMMJJ, not always a date of the calendar (rule I2)
public record Identity(String surname, Nir nir, String birthDate, String postcode) {

  /// Whether this is the person. Accents, case, hyphens and spaces of a name do not matter.
  boolean matches(InsuredPerson person) {
    return person.nir().equals(nir)
        && person.birthDate().equals(birthDate)
        && person.postcode().equals(postcode)
        && letters(person.surname()).equals(letters(surname));
  }

  private static String letters(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toUpperCase(Locale.ROOT)
        .replace("Œ", "OE")
        .replace("Æ", "AE")
        .replaceAll("[^A-Z]", "");
  }

  /// Nothing of it: it must not reach a log.
  @Override
  public String toString() {
    return "Identity";
  }
}
