package kiosk.contract.act;

import java.time.LocalDate;
import java.util.UUID;

/// An official document that a ticket shows (rule S1).
public sealed interface Document permits Attestation, PaymentPaper {

  /// Names it; also for [kiosk.contract.visit.ReadDocument].
  UUID document();

  /// Printed on the paper, for whoever checks it.
  String verificationCode();

  /// What the QR code opens.
  String verificationUrl();

  /// The day, in the caisse's time zone.
  LocalDate issuedOn();
}
