package kiosk.server.attestation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Attestation.Person;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.vault.Vault;

/// Issues attestations de droits (rule S1): draws them on workers of its own, keeps them sealed,
/// finds them again.
public final class AttestationOffice {

  /// The path of the page that verifies a document; its code follows.
  public static final String VERIFY_PATH = "/verifier/";

  /// What a document is sealed for.
  private static final String USE = "document";

  private static final int WORKERS = 2;
  private static final int PRACTICE = 20;

  private static final String KEEP =
      "INSERT INTO document (id, insured_id, session, kind, verification_code, issued_at, sealed)"
          + " VALUES ($1, $2, $3, 'ATTESTATION_DROITS', $4, $5, $6)";
  private static final String READ =
      "SELECT sealed FROM document WHERE id = $1 AND insured_id = $2";
  private static final String BY_CODE =
      "SELECT id, insured_id, sealed FROM document WHERE verification_code = $1";
  private static final String OUTCOME =
      "UPDATE document SET paper = $3 WHERE id = $1 AND insured_id = $2";

  private final WorkerExecutor workers;

  /// Each worker keeps a pen, since making one is slow.
  private final ThreadLocal<AttestationPdf> pens = ThreadLocal.withInitial(AttestationPdf::new);

  private final Vault vault;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final ZoneId zone;
  private final String publicUrl;
  private final SecureRandom random = new SecureRandom();

  /// Opens the office.
  ///
  /// @param zone the caisse's, for the day of issue
  /// @param publicUrl how links begin, without a slash at the end
  public AttestationOffice(
      Vertx vertx,
      Vault vault,
      AuditTrail audit,
      String publicUrl,
      ZoneId zone,
      InstantSource clock) {
    this.workers = vertx.createSharedWorkerExecutor("attestations", WORKERS);
    this.vault = vault;
    this.audit = audit;
    this.publicUrl = publicUrl;
    this.zone = zone;
    this.clock = clock;
  }

  /// An attestation and its PDF, not kept anywhere yet.
  public static final class Drawn {

    private final Attestation attestation;
    private final byte[] pdf;

    Drawn(Attestation attestation, byte[] pdf) {
      this.attestation = attestation;
      this.pdf = pdf;
    }

    public Attestation attestation() {
      return attestation;
    }
  }

  /// Draws for a while with every pen, until the machine's compiler has done its work, so that
  /// the first person does not wait for it.
  public Future<Void> warmUp() {
    List<Future<Boolean>> practice = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      practice.add(workers.executeBlocking(this::practise, false));
    }
    return Future.all(practice).mapEmpty();
  }

  /// Whether there is a right to attest today.
  public boolean hasRights(InsuredPerson person) {
    return person.hasRightsOn(today());
  }

  /// Draws an attestation of today.
  public Future<Drawn> draw(InsuredPerson person) {
    Attestation attestation = attestation(person);
    return workers
        .executeBlocking(
            () -> new Drawn(attestation, pens.get().draw(attestation, person.address())), false)
        .map(drawn -> Objects.requireNonNull(drawn));
  }

  /// Keeps an attestation, sealed.
  ///
  /// @param session what it was issued in
  public Future<Void> keep(SqlConnection transaction, long insured, byte[] session, Drawn drawn) {
    Attestation attestation = drawn.attestation;
    return transaction
        .preparedQuery(KEEP)
        .execute(
            Tuple.of(
                attestation.document(),
                insured,
                Columns.bytes(session),
                attestation.verificationCode(),
                Columns.moment(clock.instant()),
                Columns.bytes(vault.seal(USE, drawn.pdf))))
        .mapEmpty();
  }

  /// The PDF of a document of this person.
  public Future<Optional<byte[]>> read(SqlConnection connection, long insured, UUID document) {
    return connection
        .preparedQuery(READ)
        .execute(Tuple.of(document, insured))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        vault.open(USE, Columns.bytes(rows.iterator().next(), "sealed"))));
  }

  /// The PDF of a document by its printed code, with a line in the audit trail.
  ///
  /// @param actor who wants it, as [AuditTrail#add] says
  public Future<Optional<byte[]>> fetch(Database database, String verificationCode, String actor) {
    return database.inTransaction(
        tx ->
            tx.preparedQuery(BY_CODE)
                .execute(Tuple.of(verificationCode))
                .compose(
                    rows -> {
                      if (rows.size() == 0) {
                        return Future.succeededFuture(Optional.empty());
                      }
                      var row = rows.iterator().next();
                      byte[] pdf = vault.open(USE, Columns.bytes(row, "sealed"));
                      String detail = "document " + row.getUUID("id");
                      Optional<Long> insured = Optional.of(row.getLong("insured_id"));
                      return audit
                          .add(tx, actor, "document.fetched", insured, detail)
                          .map(Optional.of(pdf));
                    }));
  }

  /// Notes what became of the paper.
  ///
  /// @return whether the person has such a document
  public Future<Boolean> noteOutcome(
      SqlConnection transaction, long insured, UUID document, Paper outcome) {
    return transaction
        .preparedQuery(OUTCOME)
        .execute(Tuple.of(document, insured, outcome.name()))
        .map(rows -> rows.rowCount() > 0);
  }

  /// Ends the workers.
  public Future<Void> close() {
    return workers.close();
  }

  private boolean practise() throws IOException {
    for (int i = 0; i < PRACTICE; i++) {
      pens.get().draw(Specimen.ATTESTATION, List.of());
    }
    return true;
  }

  private Attestation attestation(InsuredPerson person) {
    String code = VerificationCode.random(random);
    List<Person> beneficiaries =
        person.beneficiaries().stream()
            .map(
                b ->
                    new Person(
                        b.surname(),
                        b.givenNames(),
                        b.nir().withKey(),
                        shown(b.birthDate()),
                        person.rightsFrom(),
                        person.rightsTo()))
            .toList();
    return new Attestation(
        UUID.randomUUID(),
        code,
        publicUrl + VERIFY_PATH + code,
        today(),
        new Person(
            person.surname(),
            person.givenNames(),
            person.nir().withKey(),
            shown(person.birthDate()),
            person.rightsFrom(),
            person.rightsTo()),
        beneficiaries,
        person.caisse(),
        person.scheme(),
        person.exemption(),
        person.medecinTraitant());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /// AAAAMMJJ as DD/MM/YYYY, whatever it holds (rule I2).
  static String shown(String birthDate) {
    return birthDate.substring(6, 8)
        + "/"
        + birthDate.substring(4, 6)
        + "/"
        + birthDate.substring(0, 4);
  }
}
