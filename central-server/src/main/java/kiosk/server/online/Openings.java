package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.Nir;
import kiosk.contract.act.ActReply.CodeFault;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeKind;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.accesscode.NewCodeRules;
import kiosk.server.accesscode.Tokens;
import kiosk.server.account.AccountParts;
import kiosk.server.account.AccountStore;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.Sessions;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.insured.Registry;
import kiosk.server.online.NumberTries.Tries;
import kiosk.server.vault.Vault;
import kiosk.server.web.Stay;

/// Opens accounts online (rule O1): identity check, terms, code. The account exists from the moment
/// its code is chosen; before that, leaving or refusing changes nothing (rule O3).
///
/// Nobody guesses the facts of a person again and again: wrong tries with a number make the next
/// wait, as those of a code do (rule C9), for an hour at most. Nothing is locked.
public final class Openings {

  /// How long somebody may take for the next step; every use begins it anew.
  static final Duration LIFE = Duration.ofMinutes(60);

  /// Whoever has the number of another delays the opening of that account, no more.
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final String ACTOR = Sessions.actor(Sessions.PORTAL);

  private static final String PUT =
      "INSERT INTO opening (token_sha256, insured_id, used_at) VALUES ($1, $2, $3)";
  private static final String FIND =
      "SELECT * FROM opening WHERE token_sha256 = $1 AND used_at >= $2";
  private static final String USE =
      "UPDATE opening SET used_at = $3 WHERE token_sha256 = $1 AND used_at >= $2 RETURNING *";
  private static final String ACCEPT =
      "UPDATE opening SET terms_version = $3 WHERE token_sha256 = $1 AND used_at >= $2";
  private static final String END = "DELETE FROM opening WHERE token_sha256 = $1";
  private static final String PURGE = "DELETE FROM opening WHERE used_at < $1";

  private final Database database;
  private final Registry registry;
  private final AccountStore accounts;
  private final CodeHasher hasher;
  private final AuditTrail audit;
  private final String termsVersion;
  private final InstantSource clock;
  private final Persons persons;
  private final NumberTries tries;
  private final CodeLimits limits;
  private final Sessions sessions = new Sessions();
  private final Tokens tokens = new Tokens();

  public Openings(AccountParts parts, Vault vault) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.accounts = parts.accounts();
    this.hasher = parts.hasher().in(CodeHasher.Line.ONLINE);
    this.audit = parts.audit();
    this.limits = parts.limits();
    this.termsVersion = parts.termsVersion();
    this.clock = parts.clock();
    this.persons = new Persons(parts.registry());
    this.tries = new NumberTries(vault, NumberTries.Door.OPENING);
  }

  /// How far an opening has come.
  public enum Stage {
    TERMS,
    CODE
  }

  /// An opening that goes on.
  ///
  /// @param stay how long it lives
  public record Open(Stage stage, Stay stay) {}

  /// What comes of saying who one is.
  public sealed interface Beginning {

    /// The opening has begun.
    ///
    /// @param token of it, for this browser alone
    record Begun(String token) implements Beginning {
      @Override
      public String toString() {
        return "Begun";
      }
    }

    /// The data do not fit or there is an account, without telling which.
    record Refused() implements Beginning {}

    /// Not looked at: too many wrong tries with this number, be it anybody's or nobody's.
    record TooSoon(Instant until) implements Beginning {}
  }

  /// What became of a code.
  public sealed interface Choice {

    /// The account is open, and a session in it.
    record Opened(String token) implements Choice {
      @Override
      public String toString() {
        return "Opened";
      }
    }

    /// The code may not be.
    record Rejected(CodeFault fault) implements Choice {}

    /// It took too long, or the account was opened meanwhile.
    record Over() implements Choice {}
  }

  /// Checks who it is.
  public Future<Beginning> begin(Identity identity) {
    Instant now = clock.instant();
    return database.inTransaction(
        tx ->
            tries
                .findLocked(tx, identity.nir(), now)
                .compose(
                    made -> {
                      Optional<Instant> wait = wait(made).filter(now::isBefore);
                      return wait.isPresent()
                          ? Future.succeededFuture(new Beginning.TooSoon(wait.get()))
                          : judge(tx, identity);
                    }));
  }

  /// How far it has come; empty when it is over. Whoever uses it has the whole time again.
  public Future<Optional<Open>> use(String token) {
    Tuple values = Tuple.of(Tokens.digest(token), oldest(), Columns.moment(clock.instant()));
    return database.withConnection(c -> one(c, USE, values)).map(found -> found.map(this::open));
  }

  /// The same, but its time goes on as if nobody had looked.
  public Future<Optional<Open>> look(String token) {
    return database.withConnection(c -> find(c, token)).map(found -> found.map(this::open));
  }

  /// The terms in force are accepted (rule O3).
  public Future<Void> acceptTerms(String token) {
    return database.withConnection(
        c ->
            c.preparedQuery(ACCEPT)
                .execute(Tuple.of(Tokens.digest(token), oldest(), termsVersion))
                .mapEmpty());
  }

  /// Leaves no trace but the line in the trail.
  public Future<Void> giveUp(String token) {
    return database.withConnection(c -> end(c, token));
  }

  /// Opens the account with the code that its person chose (rules C3, C4).
  public Future<Choice> choose(String token, String code) {
    return database
        .withConnection(c -> find(c, token).compose(found -> person(c, found)))
        .compose(
            person -> {
              if (person.isEmpty()) {
                return Future.succeededFuture(new Choice.Over());
              }
              Optional<CodeFault> fault =
                  NewCodeRules.checkEither(code, person.get().nir(), person.get().birthDate());
              return fault.isPresent()
                  ? Future.succeededFuture(new Choice.Rejected(fault.get()))
                  : hasher
                      .hash(code)
                      .compose(
                          hash ->
                              database.inTransaction(
                                  tx -> open(tx, token, person.get().id(), hash)));
            });
  }

  /// Erases what nobody will finish.
  public Future<Void> purge(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(PURGE)
        .execute(Tuple.of(Columns.moment(now.minus(LIFE))))
        .compose(purged -> NumberTries.purge(connection, now));
  }

  private Optional<Instant> wait(Tries made) {
    return made.last()
        .flatMap(
            last ->
                limits
                    .waitAfter(made.count(), last)
                    .map(until -> Collections.min(List.of(until, last.plus(LONGEST_WAIT)))));
  }

  private Future<Beginning> judge(SqlConnection tx, Identity identity) {
    return persons
        .find(tx, identity.nir())
        .map(found -> found.filter(identity::matches).map(InsuredPerson::id))
        .compose(
            insured ->
                accounts
                    .find(tx, insured.orElse(Persons.NOBODY))
                    .compose(
                        account ->
                            insured.isPresent() && account.isEmpty()
                                ? begin(tx, insured.get())
                                : refuse(tx, identity.nir(), insured)));
  }

  private Future<Beginning> begin(SqlConnection tx, long insured) {
    String token = tokens.fresh();
    return tx.preparedQuery(PUT)
        .execute(Tuple.of(Tokens.digest(token), insured, Columns.moment(clock.instant())))
        .compose(kept -> audit.add(tx, ACTOR, "opening.begun", Optional.of(insured), ""))
        .map(new Beginning.Begun(token));
  }

  private Future<Beginning> refuse(SqlConnection tx, Nir nir, Optional<Long> insured) {
    return tries
        .add(tx, nir, clock.instant())
        .compose(added -> audit.add(tx, ACTOR, "opening.refused", insured, ""))
        .map(new Beginning.Refused());
  }

  private Future<Choice> open(SqlConnection tx, String token, long insured, String hash) {
    Instant now = clock.instant();
    return accounts
        .create(tx, insured, now)
        .compose(
            made ->
                made ? fill(tx, token, insured, hash, now) : end(tx, token).map(new Choice.Over()));
  }

  private Future<Choice> fill(
      SqlConnection tx, String token, long insured, String hash, Instant now) {
    return accounts
        .acceptTerms(tx, insured, termsVersion, now)
        .compose(
            kept ->
                accounts.putCode(
                    tx, insured, new Code(hash, CodeStanding.fresh(CodeKind.PERSONAL, now))))
        .compose(kept -> end(tx, token))
        .compose(ended -> sessions.open(tx, insured, Sessions.PORTAL, UUID.randomUUID(), now))
        .compose(
            session ->
                audit
                    .add(tx, ACTOR, "account.opened", Optional.of(insured), "")
                    .map(new Choice.Opened(session)));
  }

  private static Future<Void> end(SqlConnection c, String token) {
    return c.preparedQuery(END).execute(Tuple.of(Tokens.digest(token))).mapEmpty();
  }

  private Future<Optional<Opening>> find(SqlConnection c, String token) {
    return one(c, FIND, Tuple.of(Tokens.digest(token), oldest()));
  }

  private static Future<Optional<Opening>> one(SqlConnection c, String sql, Tuple values) {
    return c.preparedQuery(sql)
        .execute(values)
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(Opening.of(rows.iterator().next())));
  }

  /// Whose it is, once the terms are accepted.
  private Future<Optional<InsuredPerson>> person(SqlConnection c, Optional<Opening> found) {
    return found.filter(opening -> opening.termsAccepted(termsVersion)).isPresent()
        ? registry.find(c, found.get().insured())
        : Future.succeededFuture(Optional.empty());
  }

  private Open open(Opening opening) {
    Instant until = opening.used().plus(LIFE);
    return new Open(
        opening.termsAccepted(termsVersion) ? Stage.CODE : Stage.TERMS,
        new Stay(until, Duration.between(clock.instant(), until), false));
  }

  private Object oldest() {
    return Columns.moment(clock.instant().minus(LIFE));
  }

  private record Opening(long insured, Instant used, Optional<String> terms) {

    static Opening of(Row row) {
      return new Opening(
          row.getLong("insured_id"),
          Columns.instant(row, "used_at"),
          Columns.maybeText(row, "terms_version"));
    }

    boolean termsAccepted(String version) {
      return terms.filter(version::equals).isPresent();
    }
  }
}
