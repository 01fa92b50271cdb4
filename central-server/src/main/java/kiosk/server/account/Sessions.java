package kiosk.server.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.database.Columns;
import kiosk.server.web.Stay;

/// Sessions at kiosks and in the portal: opened by a right code, known by a token of 256 random
/// bits of which only the SHA-256 is stored, bound to one kiosk and one visit. A session of the
/// portal is kept alive by its use, one at a kiosk by its person's wish.
public final class Sessions {

  /// The name under which the portal keeps its sessions; no kiosk can have it.
  public static final String PORTAL = "@portal";

  private static final String PREFIX = "kiosk:";

  /// How long a session lasts, by the server's clock.
  static final Duration LIFE = Duration.ofMinutes(15);

  /// The same at a kiosk whose screen is set for somebody who needs more time.
  static final Duration LONG_LIFE = Duration.ofMinutes(30);

  /// How many times its life a session at a kiosk can last in all: once, and ten times more (WCAG
  /// 2.2.1).
  static final int LIVES = 11;

  /// How long an act that a kiosk had to keep in its outbox is still taken: what the person did in
  /// time is not lost because the line was down.
  static final Duration LATE_ACTS = Duration.ofDays(3);

  private static final Duration SKEW = Duration.ofMinutes(2);
  private static final int TOKEN_BYTES = 32;

  private static final String OPEN =
      "INSERT INTO kiosk_session (token_sha256, insured_id, kiosk, visit, created_at, expires_at,"
          + " email_checks) VALUES ($1, $2, $3, $4, $5, $6, 0)";
  private static final String FIND = "SELECT * FROM kiosk_session WHERE token_sha256 = $1";
  private static final String FIND_LOCKED = FIND + " FOR UPDATE";
  private static final String LOCK_ACCOUNT =
      "SELECT a.insured_id FROM account a JOIN kiosk_session s ON s.insured_id = a.insured_id"
          + " WHERE s.token_sha256 = $1 FOR UPDATE OF a";
  private static final String CLOSE =
      "UPDATE kiosk_session SET closed_at = $2 WHERE token_sha256 = $1";
  private static final String COUNT_CHECK =
      "UPDATE kiosk_session SET email_checks = email_checks + 1 WHERE token_sha256 = $1";
  private static final String PROLONG =
      "UPDATE kiosk_session SET expires_at = $2, idle_minutes = $3 WHERE token_sha256 = $1";
  private static final String CONFIRM =
      "UPDATE kiosk_session SET confirmed_at = $2 WHERE token_sha256 = $1";
  private static final String STAY =
      "insured_id, expires_at, expires_at = created_at + interval '8 hours' AS last";
  private static final String TOUCH =
      "UPDATE kiosk_session SET expires_at = least($2 + idle_minutes * interval '1 minute',"
          + " created_at + interval '8 hours')"
          + " WHERE token_sha256 = $1 AND kiosk = '@portal' AND closed_at IS NULL"
          + " AND expires_at >= $2 RETURNING "
          + STAY;
  private static final String LOOK =
      "SELECT "
          + STAY
          + " FROM kiosk_session WHERE token_sha256 = $1 AND kiosk = '@portal'"
          + " AND closed_at IS NULL AND expires_at >= $2";
  private static final String MORE_TIME =
      "UPDATE kiosk_session SET idle_minutes = $2 WHERE token_sha256 = $1 AND kiosk = '@portal'";
  private static final String LEAVE =
      "UPDATE kiosk_session SET closed_at = $2"
          + " WHERE token_sha256 = $1 AND kiosk = '@portal' AND closed_at IS NULL";
  private static final String END_OTHERS =
      "UPDATE kiosk_session SET closed_at = $3"
          + " WHERE insured_id = $1 AND token_sha256 <> $2"
          + " AND kiosk = '@portal' AND closed_at IS NULL";
  private static final String END_ALL =
      "UPDATE kiosk_session SET closed_at = $2"
          + " WHERE insured_id = $1 AND kiosk = '@portal' AND closed_at IS NULL";
  private static final String PURGE = "DELETE FROM kiosk_session WHERE expires_at < $1";

  private final SecureRandom random = new SecureRandom();

  /// Who acts from there, for the audit trail.
  public static String actor(String kiosk) {
    return kiosk.equals(PORTAL) ? "portal" : PREFIX + kiosk;
  }

  /// Opens one.
  ///
  /// @return its token
  public Future<String> open(
      SqlConnection transaction, long insured, String kiosk, UUID visit, Instant now) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Tuple row =
        Tuple.of(
            Columns.bytes(sha256(token)),
            insured,
            kiosk,
            visit,
            Columns.moment(now),
            Columns.moment(now.plus(LIFE)));
    return transaction.preparedQuery(OPEN).execute(row).map(token);
  }

  /// Uses a session of the portal, which lives on from now, 8 hours in all.
  ///
  /// @return whose it is; empty when it is over, or none
  public Future<Optional<Use>> touch(SqlConnection connection, String token, Instant now) {
    return use(connection, TOUCH, token, now);
  }

  /// The same, but its life goes on as if nobody had looked.
  public Future<Optional<Use>> look(SqlConnection connection, String token, Instant now) {
    return use(connection, LOOK, token, now);
  }

  /// A session of the portal lives longer between two uses, because its person asked.
  public Future<Void> takeTime(SqlConnection connection, String token, Duration idle) {
    return connection
        .preparedQuery(MORE_TIME)
        .execute(Tuple.of(Columns.bytes(sha256(token)), (int) idle.toMinutes()))
        .mapEmpty();
  }

  /// Ends a session of the portal.
  public Future<Void> leave(SqlConnection connection, String token, Instant now) {
    return connection
        .preparedQuery(LEAVE)
        .execute(Tuple.of(Columns.bytes(sha256(token)), Columns.moment(now)))
        .mapEmpty();
  }

  /// The session of a token, if this kiosk opened it.
  Future<Optional<Session>> find(SqlConnection connection, String token, String kiosk) {
    return find(connection, FIND, token, kiosk);
  }

  /// The same, with its account nobody else's until the transaction ends. The account comes first,
  /// see [AccountStore].
  Future<Optional<Session>> findLocked(SqlConnection transaction, String token, String kiosk) {
    Future<?> account =
        transaction.preparedQuery(LOCK_ACCOUNT).execute(Tuple.of(Columns.bytes(sha256(token))));
    Future<Optional<Session>> session = find(transaction, FIND_LOCKED, token, kiosk);
    return Future.all(account, session).map(both -> session.result());
  }

  Future<Void> close(SqlConnection transaction, Session session, Instant now) {
    return transaction
        .preparedQuery(CLOSE)
        .execute(Tuple.of(Columns.bytes(session.sha256), Columns.moment(now)))
        .mapEmpty();
  }

  /// Ends all sessions of this person's portal: an account that is given back to its person, by a
  /// mailed code or at the desk, is nobody else's any more. The account's row must be locked.
  public Future<Void> endAll(SqlConnection transaction, long insured, Instant now) {
    return transaction
        .preparedQuery(END_ALL)
        .execute(Tuple.of(insured, Columns.moment(now)))
        .mapEmpty();
  }

  /// Ends all other sessions of this person's portal: whoever knew the old code is out. A kiosk's
  /// session ends with the card.
  Future<Void> endOthers(SqlConnection transaction, Session session, Instant now) {
    return transaction
        .preparedQuery(END_OTHERS)
        .execute(Tuple.of(session.insured, Columns.bytes(session.sha256), Columns.moment(now)))
        .mapEmpty();
  }

  /// A session at a kiosk lives its life again from now, [#LIVES] times in all.
  ///
  /// @param more whether its life is the long one from now on
  Future<Stay> prolong(SqlConnection transaction, Session session, boolean more, Instant now) {
    Duration life = more || session.life.equals(LONG_LIFE) ? LONG_LIFE : LIFE;
    Instant again = now.plus(life);
    Instant end = session.createdAt.plus(life.multipliedBy(LIVES));
    boolean last = !again.isBefore(end);
    Instant until = last ? end : again;
    return transaction
        .preparedQuery(PROLONG)
        .execute(
            Tuple.of(Columns.bytes(session.sha256), Columns.moment(until), (int) life.toMinutes()))
        .map(new Stay(until, Duration.between(now, until), last));
  }

  /// The code was typed once more (rule E3).
  Future<Void> confirm(SqlConnection transaction, Session session, Instant now) {
    return transaction
        .preparedQuery(CONFIRM)
        .execute(Tuple.of(Columns.bytes(session.sha256), Columns.moment(now)))
        .mapEmpty();
  }

  /// Counts one look for an address (rule E2).
  Future<Void> countCheck(SqlConnection transaction, Session session) {
    return transaction
        .preparedQuery(COUNT_CHECK)
        .execute(Tuple.of(Columns.bytes(session.sha256)))
        .mapEmpty();
  }

  /// Deletes those that no late act can name any more.
  Future<Integer> purge(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(PURGE)
        .execute(Tuple.of(Columns.moment(now.minus(LATE_ACTS))))
        .map(rows -> rows.rowCount());
  }

  private static Future<Optional<Session>> find(
      SqlConnection connection, String sql, String token, String kiosk) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(Columns.bytes(sha256(token))))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<Session>empty()
                    : Optional.of(new Session(rows.iterator().next())))
        .map(found -> found.filter(session -> session.kiosk.equals(kiosk)));
  }

  private static Future<Optional<Use>> use(
      SqlConnection connection, String sql, String token, Instant now) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(Columns.bytes(sha256(token)), Columns.moment(now)))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              Instant until = Columns.instant(row, "expires_at");
              Stay stay = new Stay(until, Duration.between(now, until), row.getBoolean("last"));
              return Optional.of(new Use(row.getLong("insured_id"), stay));
            });
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A session of the portal in use.
  public record Use(long insured, Stay stay) {}

  /// A session as it was read.
  static final class Session {

    private final byte[] sha256;
    private final long insured;
    private final String kiosk;
    private final UUID visit;
    private final Instant createdAt;
    private final Instant expiresAt;
    private final Duration life;
    private final boolean closed;
    private final boolean confirmed;
    private final int emailChecks;

    private Session(Row row) {
      this.sha256 = Columns.bytes(row, "token_sha256");
      this.insured = row.getLong("insured_id");
      this.kiosk = row.getString("kiosk");
      this.visit = row.getUUID("visit");
      this.createdAt = Columns.instant(row, "created_at");
      this.expiresAt = Columns.instant(row, "expires_at");
      this.life = Duration.ofMinutes(row.getInteger("idle_minutes"));
      this.closed = row.getOffsetDateTime("closed_at") != null;
      this.confirmed = row.getOffsetDateTime("confirmed_at") != null;
      this.emailChecks = row.getInteger("email_checks");
    }

    byte[] sha256() {
      return sha256.clone();
    }

    long insured() {
      return insured;
    }

    UUID visit() {
      return visit;
    }

    /// Whether its person may change what matters much: a kiosk asks for the code once more by an
    /// act of its own, the portal in the form of the change.
    boolean confirmed() {
      return confirmed || kiosk.equals(PORTAL);
    }

    int emailChecks() {
      return emailChecks;
    }

    /// Whether a question is answered now.
    boolean live(Instant now) {
      return !closed && !now.isAfter(expiresAt);
    }

    /// Whether an act is taken: done in time by the kiosk's clock, and not brought too late.
    boolean takes(Instant actedAt, Instant now) {
      return !closed && (live(now) || actedInTime(actedAt, now));
    }

    /// Whether the outcome of a paper is taken: it may come when the session is closed already.
    boolean takesOutcome(Instant now) {
      return !now.isAfter(expiresAt.plus(LATE_ACTS));
    }

    private boolean actedInTime(Instant actedAt, Instant now) {
      return !actedAt.isBefore(createdAt.minus(SKEW))
          && !actedAt.isAfter(expiresAt)
          && takesOutcome(now);
    }
  }
}
