package kiosk.server.attestation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import kiosk.contract.act.Document;
import kiosk.contract.act.PaymentPaper;
import kiosk.server.attestation.DocumentOffice.Draft.Drawn;
import kiosk.server.attestation.DocumentRegister.Entry;
import kiosk.server.attestation.DocumentRegister.Kind;
import kiosk.server.attestation.DocumentRegister.Pdf;
import kiosk.server.attestation.DocumentRegister.Period;
import kiosk.server.attestation.DocumentRegister.Printed;
import kiosk.server.attestation.LetterPage.Proof;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Database;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.insured.Registry;
import kiosk.server.payment.Payment;
import kiosk.server.payment.PaymentBook;

/// The documents of a person who has logged in, of all kinds (rule S1): issued, listed, read.
///
/// Whether the person may ask for one now (rule E9) is the caller's to know.
public final class DocumentOffice {

  private static final int MOST_LISTED = 100;

  private final Database database;
  private final Registry registry;
  private final AttestationOffice attestations;
  private final Press press;
  private final AuditTrail audit;
  private final int reach;
  private final PaymentBook payments = new PaymentBook();

  /// @param reach how many months back papers about payments go
  public DocumentOffice(
      Database database,
      Registry registry,
      AttestationOffice attestations,
      Press press,
      AuditTrail audit,
      int reach) {
    this.database = database;
    this.registry = registry;
    this.attestations = attestations;
    this.press = press;
    this.audit = audit;
    this.reach = reach;
  }

  /// A document that is wanted.
  public sealed interface Wanted {

    /// The attestation de droits of today.
    record Rights() implements Wanted {}

    /// The attestation de paiement d'indemnités journalières.
    ///
    /// @param from first day
    /// @param to last day, itself included
    record Allowances(LocalDate from, LocalDate to) implements Wanted {}

    /// The relevé of one of the [#months].
    record Statement(YearMonth month) implements Wanted {}
  }

  /// What came of drawing.
  public sealed interface Draft {

    /// It is not kept anywhere yet.
    final class Drawn implements Draft {

      private final Document document;
      private final Printed printed;

      Drawn(Document document, Printed printed) {
        this.document = document;
        this.printed = printed;
      }

      /// What a ticket says.
      public Document document() {
        return document;
      }

      /// The letter as a file.
      public byte[] pdf() {
        return printed.pdf().copy();
      }
    }
  }

  /// What came of issuing.
  public sealed interface Outcome {

    /// It is in the list, under this id.
    record Issued(UUID document) implements Outcome {}
  }

  /// Why there is no document.
  public enum Refusal implements Draft, Outcome {
    /// There are no rights to attest today.
    NO_RIGHTS,
    /// No allowance was paid for any day of the period.
    NOTHING_PAID,
    /// The period ends before it begins, in the future, or began too long ago; or the month is not
    /// one of the [#months].
    PERIOD
  }

  /// How many months back papers about payments go (rule S1).
  public int reach() {
    return reach;
  }

  /// The months that a relevé can be asked for, the newest first: all of them are over.
  public List<YearMonth> months() {
    YearMonth now = YearMonth.from(attestations.today());
    return IntStream.rangeClosed(1, reach).mapToObj(now::minusMonths).toList();
  }

  /// The first day that a period of allowances may begin with.
  public LocalDate earliest() {
    return YearMonth.from(attestations.today()).minusMonths(reach).atDay(1);
  }

  /// Issues a document and keeps it, with a line in the audit trail.
  ///
  /// @param actor who asks, as [AuditTrail#add] says
  public Future<Outcome> issue(long insured, Wanted wanted, String actor) {
    return database
        .withConnection(connection -> registry.find(connection, insured))
        .compose(person -> draw(person.orElseThrow(), wanted))
        .compose(
            draft ->
                switch (draft) {
                  case Refusal refusal -> Future.succeededFuture(refusal);
                  case Drawn drawn ->
                      database
                          .inTransaction(tx -> keep(tx, insured, Optional.empty(), drawn, actor))
                          .map(new Outcome.Issued(drawn.document.document()));
                });
  }

  /// Draws a document of today, outside any transaction.
  public Future<Draft> draw(InsuredPerson person, Wanted wanted) {
    return switch (wanted) {
      case Wanted.Rights _ ->
          attestations.hasRights(person)
              ? attestations.draw(person).map(drawn -> drawn)
              : Future.succeededFuture(Refusal.NO_RIGHTS);
      case Wanted.Allowances asked -> allowances(person, asked);
      case Wanted.Statement asked -> statement(person, asked);
    };
  }

  /// Keeps what was drawn, sealed, with a line in the audit trail; must come last in the
  /// transaction, see [AuditTrail#add].
  ///
  /// @param session what it was issued in, at a kiosk
  public Future<Void> keep(
      SqlConnection tx, long insured, Optional<byte[]> session, Drawn drawn, String actor) {
    String detail = drawn.printed.kind() + " " + drawn.printed.id();
    return attestations
        .register()
        .keep(tx, insured, session, drawn.printed)
        .compose(kept -> audit.add(tx, actor, "document.issued", Optional.of(insured), detail));
  }

  /// The day, in the caisse's time zone.
  public LocalDate today() {
    return attestations.today();
  }

  /// Where the documents are.
  public DocumentRegister register() {
    return attestations.register();
  }

  /// The person's documents, the newest first, a hundred at most.
  public Future<List<Entry>> list(long insured) {
    return database.withConnection(
        connection -> attestations.register().list(connection, insured, MOST_LISTED));
  }

  /// The PDF of a document, if it is this person's.
  public Future<Optional<byte[]>> read(long insured, UUID document) {
    return database.withConnection(
        connection -> attestations.register().read(connection, insured, document));
  }

  private Future<Draft> allowances(InsuredPerson person, Wanted.Allowances asked) {
    LocalDate today = attestations.today();
    if (asked.to().isBefore(asked.from())
        || asked.to().isAfter(today)
        || asked.from().isBefore(earliest())) {
      return Future.succeededFuture(Refusal.PERIOD);
    }
    Proof proof = attestations.proof();
    Period period = new Period(asked.from(), asked.to());
    return database
        .withConnection(c -> payments.allowances(c, person.id(), asked.from(), asked.to()))
        .compose(
            paid ->
                paid.isEmpty()
                    ? Future.succeededFuture(Refusal.NOTHING_PAID)
                    : draw(
                        paper(person, PaymentPaper.Kind.ALLOWANCES, period, paid, proof),
                        Kind.INDEMNITES_JOURNALIERES,
                        new AllowanceLetter(person, asked.from(), asked.to(), paid, today, proof)));
  }

  private Future<Draft> statement(InsuredPerson person, Wanted.Statement asked) {
    YearMonth month = asked.month();
    if (!months().contains(month)) {
      return Future.succeededFuture(Refusal.PERIOD);
    }
    Proof proof = attestations.proof();
    Period period = new Period(month.atDay(1), month.atEndOfMonth());
    LocalDate today = attestations.today();
    return database
        .withConnection(c -> payments.paidIn(c, person.id(), month))
        .compose(
            (List<Payment> paid) ->
                draw(
                    paper(person, PaymentPaper.Kind.STATEMENT, period, paid, proof),
                    Kind.RELEVE_MENSUEL,
                    new StatementLetter(person, month, paid, today, proof)));
  }

  private Future<Draft> draw(PaymentPaper paper, Kind kind, Press.Letter letter) {
    Period period = new Period(paper.from(), paper.to());
    return press
        .print(letter)
        .map(
            pdf ->
                new Drawn(
                    paper,
                    new Printed(
                        paper.document(),
                        kind,
                        paper.verificationCode(),
                        Optional.of(period),
                        new Pdf(pdf))));
  }

  private PaymentPaper paper(
      InsuredPerson person,
      PaymentPaper.Kind kind,
      Period period,
      List<Payment> paid,
      Proof proof) {
    return new PaymentPaper(
        UUID.randomUUID(),
        proof.code(),
        proof.url(),
        attestations.today(),
        kind,
        new PaymentPaper.Holder(
            person.surname(),
            person.givenNames(),
            person.nir().withKey(),
            AttestationOffice.shown(person.birthDate())),
        period.from(),
        period.to(),
        paid.stream().map(DocumentOffice::line).toList(),
        Payment.paid(paid),
        person.caisse());
  }

  private static PaymentPaper.Payment line(Payment payment) {
    return new PaymentPaper.Payment(
        payment.label(),
        payment.from(),
        payment.to(),
        payment.paidOn(),
        payment.baseCents(),
        payment.paidCents());
  }
}
