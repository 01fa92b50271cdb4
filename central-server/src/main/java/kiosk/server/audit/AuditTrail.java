package kiosk.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import kiosk.server.database.Columns;
import org.jspecify.annotations.Nullable;

/// Adds lines to the trail, and finds what was altered behind its back.
///
/// Each line holds SHA-256 over the digest of the line before it and its own fields, so an edit, a
/// deletion, an insertion or a swap breaks the chain from there on. A cut at the end shows only
/// against a digest kept elsewhere.
public final class AuditTrail {

  private static final String LOCK = "SELECT pg_advisory_xact_lock(7205)";
  private static final String LAST =
      "SELECT number, digest FROM audit_line ORDER BY number DESC LIMIT 1";
  private static final String ADD =
      "INSERT INTO audit_line (number, at, actor, action, insured_id, detail, digest)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7)";
  private static final String ALL = "SELECT * FROM audit_line ORDER BY number";

  private final InstantSource clock;

  public AuditTrail(InstantSource clock) {
    this.clock = clock;
  }

  /// Adds a line as part of `transaction`. Must be the last thing that the transaction locks: from
  /// here to its commit no other line can be added.
  ///
  /// @param actor who: `kiosk:NAME`, `portal`, `link`, `desk:NAME` of a member of staff, `staff` of
  ///     somebody who would be one, `system`
  /// @param action what, in one dotted word
  /// @param insured on whose account
  /// @param detail nothing personal
  public Future<Void> add(
      SqlConnection transaction,
      String actor,
      String action,
      Optional<Long> insured,
      String detail) {
    // PostgreSQL keeps microseconds: what is digested must be what is read back.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Future<RowSet<Row>> locked = transaction.query(LOCK).execute();
    Future<RowSet<Row>> last = transaction.query(LAST).execute();
    return Future.all(locked, last)
        .compose(
            both -> {
              RowSet<Row> rows = last.result();
              long number = rows.size() == 0 ? 1 : rows.iterator().next().getLong("number") + 1;
              byte[] before =
                  rows.size() == 0 ? new byte[0] : Columns.bytes(rows.iterator().next(), "digest");
              Line line = new Line(number, at, actor, action, insured.orElse(null), detail);
              return transaction
                  .preparedQuery(ADD)
                  .execute(line.tuple().addBuffer(Columns.bytes(line.digest(before))));
            })
        .mapEmpty();
  }

  /// The number of the first line at which the chain is broken, if it is.
  public Future<Optional<Long>> firstBroken(SqlConnection connection) {
    return connection.query(ALL).execute().map(AuditTrail::firstBroken);
  }

  private static Optional<Long> firstBroken(RowSet<Row> rows) {
    byte[] before = new byte[0];
    long expected = 1;
    for (Row row : rows) {
      Line line = Line.of(row);
      byte[] digest = Columns.bytes(row, "digest");
      if (line.number() != expected || !MessageDigest.isEqual(digest, line.digest(before))) {
        return Optional.of(expected);
      }
      before = digest;
      expected++;
    }
    return Optional.empty();
  }

  private record Line(
      long number, Instant at, String actor, String action, @Nullable Long insured, String detail) {

    static Line of(Row row) {
      return new Line(
          row.getLong("number"),
          Columns.instant(row, "at"),
          row.getString("actor"),
          row.getString("action"),
          row.getLong("insured_id"),
          row.getString("detail"));
    }

    Tuple tuple() {
      return Tuple.of(number, Columns.moment(at), actor, action, insured, detail);
    }

    /// Each field with its length before it, so that no two lines read alike.
    byte[] digest(byte[] before) {
      StringBuilder text = new StringBuilder(HexFormat.of().formatHex(before));
      for (Object field : new Object[] {number, at, actor, action, insured, detail}) {
        String value = String.valueOf(field);
        text.append('|').append(value.length()).append(':').append(value);
      }
      try {
        return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
