package kiosk.contract.act;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// What a paper about payments says: an official document, so the NIR is whole (rules I4, S1).
///
/// @param document names it; also for [kiosk.contract.visit.ReadDocument]
/// @param verificationCode printed on the paper, for whoever checks it
/// @param verificationUrl what the QR code opens
/// @param issuedOn the day, in the caisse's time zone
/// @param kind which paper
/// @param holder the insured person
/// @param from first day of the period that was asked for
/// @param to last day of it
/// @param payments the oldest first
/// @param paidCents what was paid in all, in cents
/// @param caisse the caisse's name
public record PaymentPaper(
    UUID document,
    String verificationCode,
    String verificationUrl,
    LocalDate issuedOn,
    Kind kind,
    Holder holder,
    LocalDate from,
    LocalDate to,
    List<Payment> payments,
    long paidCents,
    String caisse)
    implements Document {

  public PaymentPaper {
    payments = List.copyOf(payments);
  }

  @Override
  public String toString() {
    return "PaymentPaper[" + document + "]";
  }

  /// A paper about payments.
  public enum Kind {
    /// The attestation de paiement d'indemnités journalières.
    ALLOWANCES,
    /// The relevé mensuel.
    STATEMENT
  }

  /// Who was paid.
  ///
  /// @param nir 15 characters
  /// @param birthDate as the registry shows it: DD/MM/YYYY, not always a date of the calendar
  public record Holder(String surname, String givenNames, String nir, String birthDate) {
    @Override
    public String toString() {
      return "Holder";
    }
  }

  /// An amount that was paid.
  ///
  /// @param label what for, in the words of the caisse
  /// @param from first day an allowance is for, or the day of care
  /// @param to last day of it, or the day of care again
  /// @param baseCents what it was reckoned from, in cents
  /// @param paidCents what was paid, in cents
  public record Payment(
      String label,
      LocalDate from,
      LocalDate to,
      LocalDate paidOn,
      long baseCents,
      long paidCents) {
    @Override
    public String toString() {
      return "Payment";
    }
  }
}
