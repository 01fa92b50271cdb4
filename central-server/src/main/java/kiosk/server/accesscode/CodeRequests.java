package kiosk.server.accesscode;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kiosk.server.database.Columns;

/// Requests for a forgotten code in the database, each with the hash of the code that was mailed:
/// of the portal, found by the token that one browser has (rule C6), and of kiosks, where the card
/// proves who asks (rule C7).
public final class CodeRequests {

  /// Of a code that is mailed.
  public static final int DIGITS = 8;

  private static final Duration KEPT = Duration.ofDays(1);

  private static final String PUT =
      "INSERT INTO code_request (token_sha256, insured_id, hash, issued_at, wrong, used, by_card)"
          + " VALUES ($1, $2, $3, $4, 0, false, $5)";
  private static final String FIND = "SELECT * FROM code_request WHERE token_sha256 = $1";
  private static final String NEWEST_BY_CARD =
      "SELECT * FROM code_request WHERE insured_id = $1 AND by_card"
          + " ORDER BY issued_at DESC, token_sha256 LIMIT 1";
  private static final String LOCKED = " FOR UPDATE";
  private static final String COUNT =
      "UPDATE code_request SET wrong = $2, used = $3 WHERE token_sha256 = $1";
  private static final String PURGE = "DELETE FROM code_request WHERE issued_at < $1";

  /// A request.
  ///
  /// @param key the digest of its token
  /// @param insured who the code was mailed to; nobody for a request that only looks like others
  /// @param hash PHC string
  public record Request(Buffer key, Optional<Long> insured, String hash, CodeStanding standing) {
    @Override
    public String toString() {
      return "Request";
    }
  }

  /// Keeps one.
  ///
  /// @param token the browser's; of a request with a card, any fresh one
  public Future<Void> put(
      SqlConnection transaction,
      String token,
      Optional<Long> insured,
      boolean byCard,
      String hash,
      Instant now) {
    Tuple row =
        Tuple.of(Tokens.digest(token), insured.orElse(null), hash, Columns.moment(now), byCard);
    return transaction.preparedQuery(PUT).execute(row).mapEmpty();
  }

  /// The request of a browser.
  public Future<Optional<Request>> find(SqlConnection connection, String token) {
    return one(connection, FIND, Tokens.digest(token));
  }

  /// The same, nobody else's until the transaction ends.
  public Future<Optional<Request>> findLocked(SqlConnection transaction, String token) {
    return one(transaction, FIND + LOCKED, Tokens.digest(token));
  }

  /// The newest that was made with this person's card.
  public Future<Optional<Request>> newestByCard(SqlConnection connection, long insured) {
    return one(connection, NEWEST_BY_CARD, insured);
  }

  /// The same, nobody else's until the transaction ends.
  public Future<Optional<Request>> newestByCardLocked(SqlConnection transaction, long insured) {
    return one(transaction, NEWEST_BY_CARD + LOCKED, insured);
  }

  /// Keeps what a try has made of it.
  public Future<Void> count(SqlConnection transaction, Request request, CodeStanding after) {
    return transaction
        .preparedQuery(COUNT)
        .execute(Tuple.of(request.key(), after.wrongInRow(), after.locked()))
        .mapEmpty();
  }

  /// Erases requests that are long over.
  public Future<Void> purge(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(PURGE)
        .execute(Tuple.of(Columns.moment(now.minus(KEPT))))
        .mapEmpty();
  }

  private static Future<Optional<Request>> one(SqlConnection connection, String sql, Object key) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(key))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(request(rows.iterator().next())));
  }

  private static Request request(Row row) {
    CodeStanding standing =
        new CodeStanding(
            CodeKind.MAILED,
            Columns.instant(row, "issued_at"),
            row.getInteger("wrong"),
            List.of(),
            Optional.empty(),
            row.getBoolean("used"));
    return new Request(
        row.getBuffer("token_sha256"),
        Optional.ofNullable(row.getLong("insured_id")),
        row.getString("hash"),
        standing);
  }
}
