package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.accesscode.CodeRequests;
import kiosk.server.accesscode.CodeRequests.Request;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.accesscode.Proof;
import kiosk.server.accesscode.Tokens;
import kiosk.server.accesscode.Verdict;
import kiosk.server.account.AccountParts;
import kiosk.server.account.AccountStore;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.Sessions;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.insured.InsuredPerson;

/// A forgotten code (rule C6): a provisional one is mailed to the validated address. A request for
/// somebody without an account, or with data that do not fit, is kept, hashed, counted and answered
/// like any other; only its mail is never sent.
public final class ForgottenCodes {

  private static final String ACTOR = Sessions.actor(Sessions.PORTAL);

  private final Database database;
  private final AccountStore accounts;
  private final CodeHasher hasher;
  private final EmailDesk emails;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Persons persons;
  private final Sessions sessions = new Sessions();
  private final Tokens tokens = new Tokens();
  private final CodeRequests requests = new CodeRequests();
  private final CodeLimits limits;

  public ForgottenCodes(AccountParts parts) {
    this.database = parts.database();
    this.accounts = parts.accounts();
    this.hasher = parts.hasher().in(CodeHasher.Line.ONLINE);
    this.emails = parts.emails();
    this.audit = parts.audit();
    this.clock = parts.clock();
    this.limits = parts.limits();
    this.persons = new Persons(parts.registry());
  }

  /// Asks for a code to be mailed.
  ///
  /// @return the request, for the browser that made it alone; always
  public Future<String> request(Identity identity) {
    String code = tokens.digits(CodeRequests.DIGITS);
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
        .withConnection(connection -> requests.find(connection, token))
        .compose(
            found ->
                hasher
                    .matches(code, found.map(Request::hash))
                    .compose(right -> database.inTransaction(tx -> use(tx, token, right))));
  }

  /// Erases requests that are long over.
  public Future<Void> purge(SqlConnection connection, Instant now) {
    return requests.purge(connection, now);
  }

  /// @return who it was mailed to
  private Future<Optional<Long>> send(SqlConnection tx, Optional<Long> insured, String code) {
    long id = insured.orElse(Persons.NOBODY);
    return accounts
        .findLocked(tx, id)
        .compose(account -> emails.mailCode(tx, id, code, limits.mailedLife()))
        .map(sent -> sent ? insured : Optional.empty());
  }

  private Future<Void> put(SqlConnection tx, String token, Optional<Long> insured, String hash) {
    return requests
        .put(tx, token, insured, false, hash, clock.instant())
        .compose(kept -> audit.add(tx, ACTOR, "code.requested", insured, ""));
  }

  Future<LogInOutcome> use(SqlConnection tx, String token, boolean right) {
    return requests
        .findLocked(tx, token)
        .compose(
            found ->
                found
                    .map(request -> judge(tx, request, right))
                    .orElseGet(
                        () -> Future.succeededFuture(new LogInOutcome.Closed(new Gate.Expired()))));
  }

  private Future<LogInOutcome> judge(SqlConnection tx, Request request, boolean right) {
    Optional<Long> insured = request.insured();
    boolean truly = right && insured.isPresent();
    Instant now = clock.instant();
    return switch (Verdict.of(request.standing(), Proof.IDENTITY, truly, limits, now)) {
      case Verdict.Right(CodeStanding after) ->
          requests
              .count(tx, request, after)
              .compose(kept -> enter(tx, insured.orElseThrow(), new Code(request.hash(), after)));
      case Verdict.Wrong(CodeStanding after) ->
          requests
              .count(tx, request, after)
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

  /// The code before is dead from here on, and whoever is in by it is out. A new one must be
  /// chosen.
  private Future<LogInOutcome> enter(SqlConnection tx, long insured, Code code) {
    return accounts
        .codeLocked(tx, insured)
        .compose(before -> accounts.putCode(tx, insured, code))
        .compose(kept -> sessions.endAll(tx, insured, clock.instant()))
        .compose(
            ended ->
                sessions.open(tx, insured, Sessions.PORTAL, UUID.randomUUID(), clock.instant()))
        .compose(
            token ->
                audit
                    .add(tx, ACTOR, "code.right", Optional.of(insured), "mailed")
                    .map(new LogInOutcome.Entered(token)));
  }
}
