package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeKind;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.accesscode.Proof;
import kiosk.server.accesscode.Verdict;
import kiosk.server.account.AccountParts;
import kiosk.server.account.AccountStore;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.Sessions;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.insured.InsuredPerson;

/// A forgotten code (rule C6): a provisional one is mailed to the validated address. A request for
/// somebody without an account, or with data that do not fit, is kept, hashed, counted and answered
/// like any other; only its mail is never sent.
public final class ForgottenCodes {

  private static final int DIGITS = 8;
  private static final Duration KEPT = Duration.ofDays(1);
  private static final String ACTOR = Sessions.actor(Sessions.PORTAL);

  private static final String PUT =
      "INSERT INTO code_request (token_sha256, insured_id, hash, issued_at, wrong, used)"
          + " VALUES ($1, $2, $3, $4, 0, false)";
  private static final String FIND = "SELECT * FROM code_request WHERE token_sha256 = $1";
  private static final String FIND_LOCKED = FIND + " FOR UPDATE";
  private static final String COUNT =
      "UPDATE code_request SET wrong = $2, used = $3 WHERE token_sha256 = $1";
  private static final String PURGE = "DELETE FROM code_request WHERE issued_at < $1";

  private final Database database;
  private final AccountStore accounts;
  private final CodeHasher hasher;
  private final EmailDesk emails;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Persons persons;
  private final Sessions sessions = new Sessions();
  private final Tokens tokens = new Tokens();
  private final CodeLimits limits = CodeLimits.STANDARD;

  public ForgottenCodes(AccountParts parts) {
    this.database = parts.database();
    this.accounts = parts.accounts();
    this.hasher = parts.hasher();
    this.emails = parts.emails();
    this.audit = parts.audit();
    this.clock = parts.clock();
    this.persons = new Persons(parts.registry());
  }

  /// Asks for a code to be mailed.
  ///
  /// @return the request, for the browser that made it alone; always
  public Future<String> request(Identity identity) {
    String code = tokens.digits(DIGITS);
    String token = tokens.fresh();
    return hasher
        .hash(code)
        .compose(
            hash ->
                database.inTransaction(
                    tx ->
                        persons
                            .find(tx, identity.nir())
                            .map(found -> found.filter(identity::matches).map(InsuredPerson::id))
                            .compose(insured -> send(tx, insured, code))
                            .compose(insured -> put(tx, token, insured, hash))))
        .map(token);
  }

  /// Tries the code of a request: within 30 minutes, once, three tries.
  ///
  /// @return [LogInOutcome.Closed] when the request is over and must be made again
  public Future<LogInOutcome> use(String token, String code) {
    return database
        .withConnection(c -> c.preparedQuery(FIND).execute(Tuple.of(Tokens.digest(token))))
        .map(rows -> rows.size() == 0 ? "" : rows.iterator().next().getString("hash"))
        .compose(
            hash ->
                hasher
                    .matches(code, hash.isEmpty() ? Optional.empty() : Optional.of(hash))
                    .compose(right -> database.inTransaction(tx -> use(tx, token, right))));
  }

  /// Erases requests that are long over.
  public Future<Void> purge(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(PURGE)
        .execute(Tuple.of(Columns.moment(now.minus(KEPT))))
        .mapEmpty();
  }

  /// @return who it was mailed to
  private Future<Optional<Long>> send(SqlConnection tx, Optional<Long> insured, String code) {
    long id = insured.orElse(Persons.NOBODY);
    return accounts
        .find(tx, id)
        .compose(account -> emails.mailCode(tx, id, code))
        .map(sent -> sent ? insured : Optional.empty());
  }

  private Future<Void> put(SqlConnection tx, String token, Optional<Long> insured, String hash) {
    Tuple row =
        Tuple.of(Tokens.digest(token), insured.orElse(null), hash, Columns.moment(clock.instant()));
    return tx.preparedQuery(PUT)
        .execute(row)
        .compose(kept -> audit.add(tx, ACTOR, "code.requested", insured, ""));
  }

  Future<LogInOutcome> use(SqlConnection tx, String token, boolean right) {
    return tx.preparedQuery(FIND_LOCKED)
        .execute(Tuple.of(Tokens.digest(token)))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(new LogInOutcome.Closed(new Gate.Expired()))
                    : judge(tx, token, rows.iterator().next(), right));
  }

  private Future<LogInOutcome> judge(SqlConnection tx, String token, Row row, boolean right) {
    Optional<Long> insured = Optional.ofNullable(row.getLong("insured_id"));
    CodeStanding standing = standing(row);
    boolean truly = right && insured.isPresent();
    return switch (Verdict.of(standing, Proof.IDENTITY, truly, limits, clock.instant())) {
      case Verdict.Right(CodeStanding after) ->
          count(tx, token, after)
              .compose(
                  kept -> enter(tx, insured.orElseThrow(), new Code(row.getString("hash"), after)));
      case Verdict.Wrong(CodeStanding after) ->
          count(tx, token, after)
              .compose(kept -> audit.add(tx, ACTOR, "code.wrong", insured, "mailed"))
              .map(told(after));
      case Verdict.Closed(Gate gate) -> Future.succeededFuture(new LogInOutcome.Closed(gate));
      case Verdict.Untold() -> throw new IllegalStateException("the request proves who it is");
    };
  }

  private LogInOutcome told(CodeStanding after) {
    int left = after.triesLeft(limits);
    return left > 0
        ? new LogInOutcome.Wrong(left, Optional.empty())
        : new LogInOutcome.Closed(new Gate.Voided());
  }

  private static Future<Void> count(SqlConnection tx, String token, CodeStanding after) {
    return tx.preparedQuery(COUNT)
        .execute(Tuple.of(Tokens.digest(token), after.wrongInRow(), after.locked()))
        .mapEmpty();
  }

  /// The code before is dead from here on; a new one must be chosen.
  private Future<LogInOutcome> enter(SqlConnection tx, long insured, Code code) {
    return accounts
        .codeLocked(tx, insured)
        .compose(before -> accounts.putCode(tx, insured, code))
        .compose(
            kept -> sessions.open(tx, insured, Sessions.PORTAL, UUID.randomUUID(), clock.instant()))
        .compose(
            token ->
                audit
                    .add(tx, ACTOR, "code.right", Optional.of(insured), "mailed")
                    .map(new LogInOutcome.Entered(token)));
  }

  private static CodeStanding standing(Row row) {
    return new CodeStanding(
        CodeKind.MAILED,
        Columns.instant(row, "issued_at"),
        row.getInteger("wrong"),
        List.of(),
        Optional.empty(),
        row.getBoolean("used"));
  }
}
