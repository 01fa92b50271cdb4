package kiosk.server.attestation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent.Paper;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.vault.Vault;

/// All documents that were issued: kept sealed, read again, judged by their code, withdrawn.
public final class DocumentRegister {

  /// What a document is sealed for.
  private static final String USE = "document";

  private static final String KEEP =
      "INSERT INTO document (id, insured_id, session, kind, verification_code, issued_at, sealed,"
          + " first_day, last_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  private static final String ENTRY =
      "SELECT id, kind, verification_code, issued_at, first_day, last_day, voided_at FROM document";
  private static final String LIST =
      ENTRY + " WHERE insured_id = $1 ORDER BY issued_at DESC, id LIMIT $2";
  private static final String FIND = ENTRY + " WHERE verification_code = $1";
  private static final String READ =
      "SELECT sealed FROM document WHERE id = $1 AND insured_id = $2";
  private static final String BY_CODE =
      "SELECT id, insured_id, sealed FROM document WHERE verification_code = $1";
  private static final String OUTCOME =
      "UPDATE document SET paper = $3 WHERE id = $1 AND insured_id = $2";
  private static final String JUDGE = "SELECT voided_at FROM document WHERE verification_code = $1";
  private static final String VOID =
      "UPDATE document SET voided_at = $2, void_reason = $3"
          + " WHERE id = $1 AND voided_at IS NULL RETURNING insured_id";

  private final Vault vault;
  private final AuditTrail audit;
  private final InstantSource clock;

  public DocumentRegister(Vault vault, AuditTrail audit, InstantSource clock) {
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /// What a document is (rule S1).
  public enum Kind {
    ATTESTATION_DROITS,
    INDEMNITES_JOURNALIERES,
    RELEVE_MENSUEL
  }

  /// The days that a document tells of.
  public record Period(LocalDate from, LocalDate to) {}

  /// A document as its person sees it in a list.
  ///
  /// @param period the days it tells of, unless it tells of the day of issue
  /// @param voided whether it was withdrawn
  public record Entry(
      UUID id, Kind kind, Instant issuedAt, Optional<Period> period, String code, boolean voided) {}

  /// A document and its file, not kept anywhere yet.
  record Printed(UUID id, Kind kind, String code, Optional<Period> period, Pdf pdf) {}

  /// The bytes of a file.
  static final class Pdf {
    private final byte[] bytes;

    Pdf(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] copy() {
      return bytes.clone();
    }
  }

  /// What is said of a printed code.
  public enum Verdict {
    /// Issued by the caisse, and good.
    AUTHENTIC,
    /// Issued by the caisse, and withdrawn since.
    VOIDED,
    /// Never issued, or not a code at all: nobody is told which.
    UNKNOWN
  }

  /// Why a document was withdrawn.
  public enum VoidReason {
    /// The paper was spoiled while it was printed, and another one takes its place.
    SPOILED,
    /// A newer document takes its place.
    REPLACED,
    /// It should not have been issued.
    MISTAKE
  }

  /// Keeps a document, sealed.
  ///
  /// @param session what it was issued in, at a kiosk
  Future<Void> keep(
      SqlConnection transaction, long insured, Optional<byte[]> session, Printed printed) {
    Optional<Period> period = printed.period();
    return transaction
        .preparedQuery(KEEP)
        .execute(
            Tuple.tuple()
                .addUUID(printed.id())
                .addLong(insured)
                .addBuffer(session.map(Columns::bytes).orElse(null))
                .addString(printed.kind().name())
                .addString(printed.code())
                .addOffsetDateTime(Columns.moment(clock.instant()))
                .addBuffer(Columns.bytes(vault.seal(USE, printed.pdf().bytes)))
                .addLocalDate(period.map(Period::from).orElse(null))
                .addLocalDate(period.map(Period::to).orElse(null)))
        .mapEmpty();
  }

  /// The documents of a person, the newest first.
  public Future<List<Entry>> list(SqlConnection connection, long insured, int most) {
    return connection
        .preparedQuery(LIST)
        .execute(Tuple.of(insured, most))
        .map(
            rows -> {
              List<Entry> entries = new ArrayList<>();
              rows.forEach(row -> entries.add(entry(row)));
              return List.copyOf(entries);
            });
  }

  /// A document by its printed code as somebody typed it, as [#verify] takes it.
  public Future<Optional<Entry>> find(SqlConnection connection, String typed) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(VerificationCode.parse(typed).orElse("")))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(entry(rows.iterator().next())));
  }

  /// The file of a document of this person.
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

  /// The file of a document by its printed code, with a line in the audit trail.
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
                      Row row = rows.iterator().next();
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

  /// Judges a code as somebody typed it: small letters, spaces, no hyphens, and the letters that
  /// look like a digit are all taken. Nothing is told but the verdict: not whose document it is, of
  /// what kind or of which day.
  public Future<Verdict> verify(SqlConnection connection, String typed) {
    // What cannot be a code is looked up all the same: it takes as long as one that might be.
    String code = VerificationCode.parse(typed).orElse("");
    return connection.preparedQuery(JUDGE).execute(Tuple.of(code)).map(DocumentRegister::verdict);
  }

  /// Withdraws a document, with a line in the audit trail.
  ///
  /// @param actor who, as [AuditTrail#add] says
  /// @return whether it was there and good until now; otherwise nothing was changed
  public Future<Boolean> withdraw(
      SqlConnection transaction, UUID document, VoidReason reason, String actor) {
    return transaction
        .preparedQuery(VOID)
        .execute(Tuple.of(document, Columns.moment(clock.instant()), reason.name()))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(false);
              }
              Optional<Long> insured = Optional.of(rows.iterator().next().getLong("insured_id"));
              String detail = "document " + document + " " + reason;
              return audit.add(transaction, actor, "document.voided", insured, detail).map(true);
            });
  }

  private static Entry entry(Row row) {
    Optional<LocalDate> from = Optional.ofNullable(row.getLocalDate("first_day"));
    return new Entry(
        row.getUUID("id"),
        Kind.valueOf(row.getString("kind")),
        Columns.instant(row, "issued_at"),
        from.map(day -> new Period(day, row.getLocalDate("last_day"))),
        row.getString("verification_code"),
        row.getValue("voided_at") != null);
  }

  private static Verdict verdict(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Verdict.UNKNOWN;
    }
    boolean voided = rows.iterator().next().getValue("voided_at") != null;
    return voided ? Verdict.VOIDED : Verdict.AUTHENTIC;
  }
}
