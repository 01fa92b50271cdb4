package kiosk.server.attestation;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
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

  /// How many months a relevé can be asked for.
  public static final int MONTHS = 27;

  private static final int MOST_LISTED = 100;

  private final Database database;
  private final Registry registry;
  private final AttestationOffice attestations;
  private final Press press;
  private final AuditTrail audit;
  private final PaymentBook payments = new PaymentBook();

  public DocumentOffice(
      Database database,
      Registry registry,
      AttestationOffice attestations,
      Press press,
      AuditTrail audit) {
    this.database = database;
    this.registry = registry;
    this.attestations = attestations;
    this.press = press;
    this.audit = audit;
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

  /// What came of it.
  public sealed interface Outcome {

    /// It is in the list, under this id.
    record Issued(UUID document) implements Outcome {}

    /// There are no rights to attest today.
    record NoRights() implements Outcome {}

    /// No allowance was paid for any day of the period.
    record NothingPaid() implements Outcome {}

    /// The period ends before it begins, in the future, or began too long ago; or the month is not
    /// one of the [#months].
    record PeriodRefused() implements Outcome {}
  }

  /// The months that a relevé can be asked for, the newest first: all of them are over.
  public List<YearMonth> months() {
    YearMonth now = YearMonth.from(attestations.today());
    return IntStream.rangeClosed(1, MONTHS).mapToObj(now::minusMonths).toList();
  }

  /// The first day that a period of allowances may begin with.
  public LocalDate earliest() {
    return YearMonth.from(attestations.today()).minusMonths(MONTHS).atDay(1);
  }

  /// Issues a document and keeps it, with a line in the audit trail.
  ///
  /// @param actor who asks, as [AuditTrail#add] says
  public Future<Outcome> issue(long insured, Wanted wanted, String actor) {
    return database
        .withConnection(connection -> registry.find(connection, insured))
        .compose(
            person ->
                switch (wanted) {
                  case Wanted.Rights _ -> rights(person.orElseThrow(), actor);
                  case Wanted.Allowances asked -> allowances(person.orElseThrow(), asked, actor);
                  case Wanted.Statement asked -> statement(person.orElseThrow(), asked, actor);
                });
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

  private Future<Outcome> rights(InsuredPerson person, String actor) {
    if (!attestations.hasRights(person)) {
      return Future.succeededFuture(new Outcome.NoRights());
    }
    return attestations
        .draw(person)
        .compose(
            drawn ->
                database.inTransaction(
                    tx ->
                        attestations
                            .keep(tx, person.id(), Optional.empty(), drawn)
                            .compose(
                                kept ->
                                    audit.add(
                                        tx,
                                        actor,
                                        "attestation.issued",
                                        Optional.of(person.id()),
                                        "document " + drawn.attestation().document()))
                            .map(new Outcome.Issued(drawn.attestation().document()))));
  }

  private Future<Outcome> allowances(InsuredPerson person, Wanted.Allowances asked, String actor) {
    LocalDate today = attestations.today();
    if (asked.to().isBefore(asked.from())
        || asked.to().isAfter(today)
        || asked.from().isBefore(earliest())) {
      return Future.succeededFuture(new Outcome.PeriodRefused());
    }
    Proof proof = attestations.proof();
    Period period = new Period(asked.from(), asked.to());
    return database
        .withConnection(c -> payments.allowances(c, person.id(), asked.from(), asked.to()))
        .compose(
            paid ->
                paid.isEmpty()
                    ? Future.succeededFuture(new Outcome.NothingPaid())
                    : print(
                        person.id(),
                        Kind.INDEMNITES_JOURNALIERES,
                        period,
                        proof,
                        new AllowanceLetter(person, asked.from(), asked.to(), paid, today, proof),
                        actor));
  }

  private Future<Outcome> statement(InsuredPerson person, Wanted.Statement asked, String actor) {
    YearMonth month = asked.month();
    if (!months().contains(month)) {
      return Future.succeededFuture(new Outcome.PeriodRefused());
    }
    Proof proof = attestations.proof();
    LocalDate today = attestations.today();
    return database
        .withConnection(c -> payments.paidIn(c, person.id(), month))
        .compose(
            (List<Payment> paid) ->
                print(
                    person.id(),
                    Kind.RELEVE_MENSUEL,
                    new Period(month.atDay(1), month.atEndOfMonth()),
                    proof,
                    new StatementLetter(person, month, paid, today, proof),
                    actor));
  }

  /// Draws outside any transaction, and keeps what was drawn in one.
  private Future<Outcome> print(
      long insured, Kind kind, Period period, Proof proof, Press.Letter letter, String actor) {
    UUID id = UUID.randomUUID();
    return press
        .print(letter)
        .compose(
            pdf ->
                database.inTransaction(
                    tx ->
                        attestations
                            .register()
                            .keep(
                                tx,
                                insured,
                                Optional.empty(),
                                new Printed(
                                    id, kind, proof.code(), Optional.of(period), new Pdf(pdf)))
                            .compose(
                                kept ->
                                    audit.add(
                                        tx,
                                        actor,
                                        "document.issued",
                                        Optional.of(insured),
                                        kind + " " + id))))
        .map(new Outcome.Issued(id));
  }
}
