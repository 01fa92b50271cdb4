package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.Nir;
import kiosk.server.accesscode.CodeHasher;
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
import kiosk.server.database.Database;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.vault.Vault;

/// Tries codes over the web (rules C1, C9). Every try costs one hash and the same statements,
/// whether the number is somebody's or not; the hash is made outside the transaction.
///
/// Wrong tries with the right data lock; others lock nothing, and after [NumberTries#TELLING] of
/// them in a day neither is told from the other.
public final class OnlineLogIn {

  private static final int PROVISIONAL_DIGITS = 4;
  private static final String ACTOR = Sessions.actor(Sessions.PORTAL);

  private final Database database;
  private final AccountStore accounts;
  private final CodeHasher hasher;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Persons persons;
  private final NumberTries tries;
  private final Sessions sessions = new Sessions();
  private final CodeLimits limits;

  public OnlineLogIn(AccountParts parts, Vault vault) {
    this.database = parts.database();
    this.accounts = parts.accounts();
    this.hasher = parts.hasher().in(CodeHasher.Line.ONLINE);
    this.audit = parts.audit();
    this.clock = parts.clock();
    this.limits = parts.limits();
    this.persons = new Persons(parts.registry());
    this.tries = new NumberTries(vault, NumberTries.Door.LOG_IN);
  }

  /// Tries a code.
  ///
  /// @param identity what else was typed; a provisional code is not looked at without (rule C1)
  /// @return fails with [CodeHasher.BusyException] when too many codes wait to be hashed
  public Future<LogInOutcome> logIn(Nir nir, String code, Optional<Identity> identity) {
    Instant now = clock.instant();
    boolean provisional = code.length() == PROVISIONAL_DIGITS;
    // Whose number it is is looked up only where a hash follows, which hides what that costs.
    return database
        .withConnection(connection -> tries.count(connection, nir, now))
        .compose(
            count ->
                identity.isEmpty() && (provisional || count >= NumberTries.FREE)
                    ? Future.succeededFuture(new LogInOutcome.AskIdentity())
                    : tryCode(nir, code, identity));
  }

  private Future<LogInOutcome> tryCode(Nir nir, String code, Optional<Identity> identity) {
    return database
        .withConnection(connection -> look(connection, nir))
        .compose(
            seen -> {
              Try attempt = new Try(nir, identity.isPresent(), seen, proof(seen, identity));
              return hasher
                  .matches(code, seen.code().map(Code::hash))
                  .compose(right -> database.inTransaction(tx -> settle(tx, attempt, right)));
            });
  }

  /// Asks for the code again within a session, before something that matters much.
  ///
  /// @return why it is not taken; empty when it is right. Wrong tries count like others
  public Future<Optional<LogInOutcome>> confirm(long insured, String code) {
    return database
        .withConnection(connection -> accounts.code(connection, insured))
        .compose(
            kept ->
                hasher
                    .matches(code, kept.map(Code::hash))
                    .compose(
                        right -> database.inTransaction(tx -> confirm(tx, insured, kept, right))));
  }

  private Future<Optional<LogInOutcome>> confirm(
      SqlConnection tx, long insured, Optional<Code> kept, boolean right) {
    return accounts
        .codeLocked(tx, insured)
        .map(code -> code.filter(c -> kept.filter(k -> k.hash().equals(c.hash())).isPresent()))
        .compose(
            code -> {
              if (code.isEmpty()) {
                return Future.succeededFuture(Optional.of(new LogInOutcome.Refused()));
              }
              Verdict verdict = judge(code.get(), Proof.IDENTITY, right);
              return keep(tx, insured, code.get(), verdict)
                  .compose(done -> note(tx, Optional.of(insured), verdict))
                  .map(refusal(verdict));
            });
  }

  private Optional<LogInOutcome> refusal(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Right _ -> Optional.empty();
      case Verdict.Wrong(CodeStanding after) -> Optional.of(told(after));
      case Verdict.Closed(Gate gate) -> Optional.of(new LogInOutcome.Closed(gate));
      case Verdict.Untold _ -> Optional.of(new LogInOutcome.Refused());
    };
  }

  private Future<Seen> look(SqlConnection connection, Nir nir) {
    return persons
        .find(connection, nir)
        .compose(
            person -> accounts.code(connection, id(person)).map(code -> new Seen(person, code)));
  }

  private static Proof proof(Seen seen, Optional<Identity> identity) {
    if (identity.isEmpty()) {
      return Proof.NUMBER;
    }
    return seen.person().filter(identity.get()::matches).isPresent() ? Proof.IDENTITY : Proof.NONE;
  }

  private Future<LogInOutcome> settle(SqlConnection tx, Try attempt, boolean right) {
    Instant now = clock.instant();
    long insured = id(attempt.seen().person());
    return tries
        .findLocked(tx, attempt.nir(), now)
        .compose(
            made ->
                made.count() >= NumberTries.FREE && !attempt.claimed()
                    ? Future.succeededFuture(new LogInOutcome.AskIdentity())
                    : accounts
                        .codeLocked(tx, insured)
                        .compose(code -> settle(tx, attempt, code, right))
                        .map(
                            outcome ->
                                made.count() < NumberTries.TELLING ? outcome : vague(outcome)));
  }

  private Future<LogInOutcome> settle(
      SqlConnection tx, Try attempt, Optional<Code> code, boolean right) {
    long insured = id(attempt.seen().person());
    boolean same = code.map(Code::hash).equals(attempt.seen().code().map(Code::hash));
    Verdict verdict =
        code.isPresent() && same ? judge(code.get(), attempt.proof(), right) : new Verdict.Untold();
    return switch (verdict) {
      case Verdict.Right _ -> enter(tx, insured, code.orElseThrow(), verdict);
      case Verdict.Wrong(CodeStanding after) ->
          keep(tx, insured, code.orElseThrow(), verdict)
              .compose(kept -> note(tx, Optional.of(insured), verdict))
              .map(told(after));
      case Verdict.Closed(Gate gate) -> Future.succeededFuture(new LogInOutcome.Closed(gate));
      case Verdict.Untold() ->
          tries
              .add(tx, attempt.nir(), clock.instant())
              .compose(added -> note(tx, attempt.seen().person().map(InsuredPerson::id), verdict))
              .map(new LogInOutcome.Refused());
    };
  }

  private static LogInOutcome vague(LogInOutcome outcome) {
    return switch (outcome) {
      case LogInOutcome.Wrong _, LogInOutcome.Closed _ -> new LogInOutcome.Refused();
      case LogInOutcome.Entered _, LogInOutcome.AskIdentity _, LogInOutcome.Refused _ -> outcome;
    };
  }

  private Future<LogInOutcome> enter(SqlConnection tx, long insured, Code code, Verdict verdict) {
    return keep(tx, insured, code, verdict)
        .compose(
            kept -> sessions.open(tx, insured, Sessions.PORTAL, UUID.randomUUID(), clock.instant()))
        .compose(
            token -> note(tx, Optional.of(insured), verdict).map(new LogInOutcome.Entered(token)));
  }

  private LogInOutcome told(CodeStanding after) {
    Gate gate = after.gate(limits, clock.instant());
    return gate instanceof Gate.Open || gate instanceof Gate.TooSoon
        ? new LogInOutcome.Wrong(after.triesLeft(limits), after.waitUntil())
        : new LogInOutcome.Closed(gate);
  }

  private Verdict judge(Code code, Proof proof, boolean right) {
    return Verdict.of(code.standing(), proof, right, limits, clock.instant());
  }

  private Future<Void> keep(SqlConnection tx, long insured, Code code, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Right(CodeStanding after) ->
          accounts.putCode(tx, insured, new Code(code.hash(), after));
      case Verdict.Wrong(CodeStanding after) ->
          accounts.putCode(tx, insured, new Code(code.hash(), after));
      case Verdict.Closed _, Verdict.Untold _ -> Future.succeededFuture();
    };
  }

  private Future<Void> note(SqlConnection tx, Optional<Long> insured, Verdict verdict) {
    String what =
        switch (verdict) {
          case Verdict.Right _ -> "code.right";
          case Verdict.Wrong _ -> "code.wrong";
          case Verdict.Closed _ -> "code.closed";
          case Verdict.Untold _ -> "code.refused";
        };
    return audit.add(tx, ACTOR, what, insured, "");
  }

  private static long id(Optional<InsuredPerson> person) {
    return person.map(InsuredPerson::id).orElse(Persons.NOBODY);
  }

  /// What was found before the hash.
  private record Seen(Optional<InsuredPerson> person, Optional<Code> code) {}

  /// @param claimed whether more than the number was given
  private record Try(Nir nir, boolean claimed, Seen seen, Proof proof) {}
}
