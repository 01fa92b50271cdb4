package kiosk.server.payment;

import java.time.LocalDate;
import java.util.List;

/// An amount that the caisse paid.
///
/// @param label what for, in the words of the caisse
/// @param from first day an allowance is for, or the day of care
/// @param to last day of it, or the day of care again
/// @param baseCents what it was reckoned from: the gross allowance, the price of care
/// @param paidCents what was paid
public record Payment(
    Kind kind,
    String label,
    LocalDate from,
    LocalDate to,
    LocalDate paidOn,
    long baseCents,
    long paidCents) {

  /// What a payment is.
  public enum Kind {
    /// An indemnité journalière.
    ALLOWANCE,
    /// A part of the price of care.
    CARE
  }

  /// What was paid in all, in cents.
  public static long paid(List<Payment> payments) {
    return payments.stream().mapToLong(Payment::paidCents).sum();
  }

  @Override
  public String toString() {
    return "Payment";
  }
}
