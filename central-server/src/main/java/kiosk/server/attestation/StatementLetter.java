package kiosk.server.attestation;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import kiosk.server.attestation.LetterPage.Column;
import kiosk.server.attestation.LetterPage.Fact;
import kiosk.server.attestation.LetterPage.Proof;
import kiosk.server.attestation.LetterPage.Sender;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.payment.Payment;

/// The relevé mensuel: all that the caisse paid in a month.
///
/// @param payments those of the month, the oldest first
record StatementLetter(
    InsuredPerson person, YearMonth month, List<Payment> payments, LocalDate issuedOn, Proof proof)
    implements Press.Letter {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRANCE);

  private static final List<Column> COLUMNS =
      List.of(
          new Column("releve.what", 190, false),
          new Column("releve.day", 83, false),
          new Column("releve.paidOn", 83, false),
          new Column("releve.base", 64, true),
          new Column("releve.paid", 63, true));

  @Override
  public String key() {
    return "releve";
  }

  @Override
  public void write(LetterPage page) throws IOException {
    page.head(
        new Sender(person.caisse(), person.scheme()),
        person.surname() + " " + person.givenNames(),
        person.address(),
        issuedOn);
    page.paragraph(page.say("releve.intro", MONTH.format(month)));
    page.heading("holder.heading");
    page.facts(
        List.of(
            new Fact("holder.name", person.surname() + " " + person.givenNames()),
            new Fact("nir", LetterPage.spaced(person.nir().withKey())),
            new Fact("releve.month", MONTH.format(month))));
    page.heading("releve.heading");
    if (payments.isEmpty()) {
      page.paragraph(page.say("releve.none"));
    } else {
      page.grid(COLUMNS, payments.stream().map(StatementLetter::row).toList());
      page.strong(page.say("releve.total", LetterPage.euros(Payment.paid(payments))));
    }
    page.foot(proof);
  }

  private static List<String> row(Payment payment) {
    return List.of(
        payment.label(),
        LetterPage.day(payment.from()),
        LetterPage.day(payment.paidOn()),
        LetterPage.euros(payment.baseCents()),
        LetterPage.euros(payment.paidCents()));
  }

  @Override
  public String toString() {
    return "StatementLetter";
  }
}
