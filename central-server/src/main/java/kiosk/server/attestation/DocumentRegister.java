package kiosk.server.attestation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;

/// Whether a document that was issued is still to be believed.
///
/// What it tells to whoever holds a code is one word of three; whose document it is, what kind and
/// when it was issued stay here.
public final class DocumentRegister {

  private static final String BY_CODE =
      "SELECT voided_at FROM document WHERE verification_code = $1";
  private static final String VOID =
      "UPDATE document SET voided_at = $2, void_reason = $3"
          + " WHERE id = $1 AND voided_at IS NULL RETURNING insured_id";

  private final AuditTrail audit;
  private final InstantSource clock;

  public DocumentRegister(AuditTrail audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
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

  /// Judges a code as somebody typed it: small letters, spaces, no hyphens, and the letters that
  /// look like a digit are all taken.
  public Future<Verdict> verify(SqlConnection connection, String typed) {
    // What cannot be a code is looked up all the same: it takes as long as one that might be.
    String code = VerificationCode.parse(typed).orElse("");
    return connection.preparedQuery(BY_CODE).execute(Tuple.of(code)).map(DocumentRegister::verdict);
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

  private static Verdict verdict(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Verdict.UNKNOWN;
    }
    boolean voided = rows.iterator().next().getValue("voided_at") != null;
    return voided ? Verdict.VOIDED : Verdict.AUTHENTIC;
  }
}
