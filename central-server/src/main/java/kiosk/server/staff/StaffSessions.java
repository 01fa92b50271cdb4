package kiosk.server.staff;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.web.Stay;

/// Who has logged in, on any node: over after 15 minutes without a page, or 8 hours in all.
public final class StaffSessions {

  /// How long a session lives without a page being asked for.
  public static final Duration IDLE = Duration.ofMinutes(15);

  /// How long a password that was given lets do what cannot be undone.
  public static final Duration FRESH = Duration.ofMinutes(10);

  /// How long a session lives at all.
  public static final Duration WHOLE = Duration.ofHours(8);

  private static final int RANDOM_BYTES = 32;

  private static final String BEGIN =
      "INSERT INTO staff_session (token, staff, csrf, began, used) VALUES ($1, $2, $3, $4, $4)";

  private static final String FIND =
      "SELECT name, role, csrf, began, used, coalesce(proved, began) AS proved"
          + " FROM staff_session JOIN staff ON staff = name WHERE token = $1 AND used >= $2 AND began >= $3";

  private static final String USE = "UPDATE staff_session SET used = $2 WHERE token = $1";
  private static final String PROVE = "UPDATE staff_session SET proved = $2 WHERE csrf = $1";
  private static final String END = "DELETE FROM staff_session WHERE token = $1 RETURNING staff";
  private static final String SWEEP = "DELETE FROM staff_session WHERE used < $1 OR began < $2";

  private final Database database;
  private final StaffDirectory directory;
  private final InstantSource clock;
  private final SecureRandom random;
  private final AuditTrail audit;

  public StaffSessions(
      Database database, StaffDirectory directory, InstantSource clock, SecureRandom random) {
    this.database = database;
    this.directory = directory;
    this.clock = clock;
    this.random = random;
    this.audit = new AuditTrail(clock);
  }

  /// Tries a name and a password, and begins a session when they fit.
  ///
  /// @param network from which they are tried
  public Future<LogInResult> logIn(String name, String password, String network) {
    return directory
        .check(name, password, network)
        .compose(
            verdict ->
                verdict instanceof StaffDirectory.Verdict.Known(StaffMember member)
                    ? begin(member)
                    : Future.succeededFuture(refused(verdict)));
  }

  private LogInResult refused(StaffDirectory.Verdict verdict) {
    return verdict instanceof StaffDirectory.Verdict.TooSoon(Instant until)
        ? new LogInResult.Wait(until, Duration.between(clock.instant(), until))
        : new LogInResult.Refused();
  }

  /// The session of a cookie, if it is not over.
  ///
  /// @param person whether a person asked, and not the page by itself: only that keeps it alive
  public Future<Optional<StaffSession>> find(String token, boolean person) {
    Instant now = clock.instant();
    Tuple values =
        Tuple.of(digest(token), Columns.moment(now.minus(IDLE)), Columns.moment(now.minus(WHOLE)));
    return database.withConnection(
        c ->
            c.preparedQuery(FIND)
                .execute(values)
                .compose(
                    rows -> {
                      if (rows.rowCount() == 0) {
                        return Future.succeededFuture(Optional.empty());
                      }
                      Row row = rows.iterator().next();
                      Instant used = person ? now : Columns.instant(row, "used");
                      StaffSession session = session(row, stay(row, used, now));
                      return person
                          ? c.preparedQuery(USE)
                              .execute(Tuple.of(digest(token), Columns.moment(now)))
                              .map(Optional.of(session))
                          : Future.succeededFuture(Optional.of(session));
                    }));
  }

  /// Whether the password was given so lately that it need not be given again.
  public boolean fresh(StaffSession session) {
    return !clock.instant().isAfter(session.proved().plus(FRESH));
  }

  /// Takes the password again in a session. Wrong ones count as they do at the log-in.
  ///
  /// @param network from which it is tried
  /// @return why it is not taken; empty when it fits
  public Future<Optional<LogInResult>> prove(
      StaffSession session, String password, String network) {
    return directory
        .check(session.member().name(), password, network)
        .compose(
            verdict ->
                verdict instanceof StaffDirectory.Verdict.Known
                    ? database.inTransaction(
                        tx ->
                            tx.preparedQuery(PROVE)
                                .execute(Tuple.of(session.csrf(), Columns.moment(clock.instant())))
                                .compose(kept -> note(tx, session.member().name(), "staff.proved"))
                                .map(Optional.empty()))
                    : Future.succeededFuture(Optional.of(refused(verdict))));
  }

  /// Ends a session.
  public Future<Void> end(String token) {
    return database.inTransaction(
        tx ->
            tx.preparedQuery(END)
                .execute(Tuple.of(digest(token)))
                .compose(
                    ended ->
                        ended.size() == 0
                            ? Future.succeededFuture()
                            : note(tx, ended.iterator().next().getString("staff"), "staff.left")));
  }

  /// A value nobody can guess, for a cookie or a form.
  public String unguessable() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Future<LogInResult> begin(StaffMember member) {
    String token = unguessable();
    Instant now = clock.instant();
    Tuple old = Tuple.of(Columns.moment(now.minus(IDLE)), Columns.moment(now.minus(WHOLE)));
    Tuple values = Tuple.of(digest(token), member.name(), unguessable(), Columns.moment(now));
    return database.inTransaction(
        tx ->
            tx.preparedQuery(SWEEP)
                .execute(old)
                .compose(swept -> StaffTries.purge(tx, now))
                .compose(purged -> tx.preparedQuery(BEGIN).execute(values))
                .compose(begun -> note(tx, member.name(), "staff.entered"))
                .map(new LogInResult.Welcome(token)));
  }

  private Future<Void> note(SqlConnection tx, String name, String action) {
    return audit.add(tx, "desk:" + name, action, Optional.empty(), "");
  }

  private static Stay stay(Row row, Instant used, Instant now) {
    Instant end = Columns.instant(row, "began").plus(WHOLE);
    Instant idle = used.plus(IDLE);
    Instant until = idle.isBefore(end) ? idle : end;
    return new Stay(until, Duration.between(now, until), until.equals(end));
  }

  private static StaffSession session(Row row, Stay stay) {
    return new StaffSession(
        new StaffMember(row.getString("name"), Role.of(row.getString("role"))),
        row.getString("csrf"),
        Columns.instant(row, "proved"),
        stay);
  }

  private static Buffer digest(String token) {
    try {
      return Columns.bytes(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
