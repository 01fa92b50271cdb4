package kiosk.server.attestation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import kiosk.server.attestation.LetterPage.Column;
import kiosk.server.attestation.LetterPage.Fact;
import kiosk.server.attestation.LetterPage.Proof;
import kiosk.server.attestation.LetterPage.Sender;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.payment.Payment;

/// The attestation de paiement d'indemnités journalières: what was paid for the days of a period.
///
/// @param from first day of the period that was chosen
/// @param to last day of it
/// @param payments those of the period, the oldest first
record AllowanceLetter(
    InsuredPerson person,
    LocalDate from,
    LocalDate to,
    List<Payment> payments,
    LocalDate issuedOn,
    Proof proof)
    implements Press.Letter {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("ij.days", 170, false),
          new Column("ij.cause", 108, false),
          new Column("ij.paidOn", 85, false),
          new Column("ij.gross", 60, true),
          new Column("ij.net", 60, true));

  @Override
  public String key() {
    return "ij";
  }

  @Override
  public void write(LetterPage page) throws IOException {
    String period = page.say("period", LetterPage.day(from), LetterPage.day(to));
    page.head(
        new Sender(person.caisse(), person.scheme()),
        person.surname() + " " + person.givenNames(),
        person.address(),
        issuedOn);
    page.paragraph(page.say("ij.intro"));
    page.heading("holder.heading");
    page.facts(
        List.of(
            new Fact("holder.name", person.surname() + " " + person.givenNames()),
            new Fact("nir", LetterPage.spaced(person.nir().withKey())),
            new Fact("birth", AttestationOffice.shown(person.birthDate())),
            new Fact("ij.period", period)));
    page.heading("ij.heading");
    page.grid(COLUMNS, payments.stream().map(payment -> row(page, payment)).toList());
    page.strong(page.say("ij.total", LetterPage.euros(Payment.paid(payments))));
    page.foot(proof);
  }

  private static List<String> row(LetterPage page, Payment payment) {
    return List.of(
        page.say("period", LetterPage.day(payment.from()), LetterPage.day(payment.to())),
        payment.label(),
        LetterPage.day(payment.paidOn()),
        LetterPage.euros(payment.baseCents()),
        LetterPage.euros(payment.paidCents()));
  }

  @Override
  public String toString() {
    return "AllowanceLetter";
  }
}
