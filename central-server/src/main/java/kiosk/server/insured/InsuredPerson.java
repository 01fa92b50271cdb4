package kiosk.server.insured;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kiosk.contract.Nir;

/// An insured person as the registry knows them.
///
/// @param id the number by which the other tables name the person
/// @param birthDate AAAAMMJJ, not always a date of the calendar (rule I2)
/// @param address lines, without postcode
/// @param rightsFrom first day with rights
/// @param rightsTo last day with rights
/// @param exemption why less or nothing is to be paid, if so
/// @param cardOpposed whether the card is on the opposition list
public record InsuredPerson(
    long id,
    Nir nir,
    String surname,
    String givenNames,
    String birthDate,
    List<String> address,
    String postcode,
    String scheme,
    String caisse,
    LocalDate rightsFrom,
    LocalDate rightsTo,
    Optional<String> exemption,
    Optional<String> medecinTraitant,
    boolean cardOpposed,
    List<Beneficiary> beneficiaries) {

  public InsuredPerson {
    address = List.copyOf(address);
    beneficiaries = List.copyOf(beneficiaries);
  }

  /// Whether there are rights on a day.
  public boolean hasRightsOn(LocalDate day) {
    return !day.isBefore(rightsFrom) && !day.isAfter(rightsTo);
  }

  @Override
  public String toString() {
    return "InsuredPerson[" + id + "]";
  }

  /// Somebody whose rights hang on the insured person's.
  ///
  /// @param rank tells twins of one day apart
  public record Beneficiary(
      Nir nir, String surname, String givenNames, String birthDate, int rank) {
    @Override
    public String toString() {
      return "Beneficiary";
    }
  }
}
