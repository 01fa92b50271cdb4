package kiosk.contract.act;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What an attestation de droits says: an official document, so the NIR is whole (rules I4, S1).
///
/// @param document names it; also for [kiosk.contract.visit.ReadDocument]
/// @param verificationCode printed on the paper, for whoever checks it
/// @param verificationUrl what the QR code opens
/// @param issuedOn the day, in the caisse's time zone
/// @param holder the insured person
/// @param beneficiaries the others whose rights hang on the holder's
/// @param caisse the caisse's name
/// @param scheme the régime's name
/// @param exemption why less or nothing is to be paid, if so
/// @param medecinTraitant the declared doctor's name, if one is declared
public record Attestation(
    UUID document,
    String verificationCode,
    String verificationUrl,
    LocalDate issuedOn,
    Person holder,
    List<Person> beneficiaries,
    String caisse,
    String scheme,
    Optional<String> exemption,
    Optional<String> medecinTraitant)
    implements Document {

  public Attestation {
    beneficiaries = List.copyOf(beneficiaries);
  }

  @Override
  public String toString() {
    return "Attestation[" + document + "]";
  }

  /// A person with rights.
  ///
  /// @param nir 15 characters
  /// @param birthDate as the registry shows it: DD/MM/YYYY, not always a date of the calendar
  public record Person(
      String surname,
      String givenNames,
      String nir,
      String birthDate,
      LocalDate rightsFrom,
      LocalDate rightsTo) {
    @Override
    public String toString() {
      return "Person";
    }
  }
}
