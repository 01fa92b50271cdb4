package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.Nir;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeState;
import kiosk.contract.act.ActReply.EmailLink;
import kiosk.contract.act.ActReply.Step;
import kiosk.contract.act.ActReply.WaitingEmail;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.accesscode.Proof;
import kiosk.server.accesscode.Verdict;
import kiosk.server.account.AccountStore.Account;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.SessionActs.Call;
import kiosk.server.account.Sessions.Session;
import kiosk.server.account.VisitDesk.Effect;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Database;
import kiosk.server.email.EmailAddress;
import kiosk.server.email.EmailDesk;
import kiosk.server.insured.Registry;

/// Tries codes (rules C1, C5, C9): the slow hash outside the transaction, the count inside it.
final class LogInDesk {

  private static final int LONGEST_CODE = 50;

  private final Database database;
  private final Registry registry;
  private final AccountStore accounts;
  private final CodeHasher hasher;
  private final Sessions sessions;
  private final PendingSteps steps;
  private final EmailDesk emails;
  private final DocumentOffice documents;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final CodeLimits limits;

  LogInDesk(AccountParts parts, Sessions sessions, PendingSteps steps) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.accounts = parts.accounts();
    this.hasher = parts.hasher();
    this.emails = parts.emails();
    this.documents = parts.documents();
    this.audit = parts.audit();
    this.clock = parts.clock();
    this.limits = parts.limits();
    this.sessions = sessions;
    this.steps = steps;
  }

  /// What stands before a try, when one cannot be made: for the card alone and for the code.
  Optional<CodeState> closed(CodeStanding standing) {
    return switch (standing.gate(limits, clock.instant())) {
      case Gate.Open() -> Optional.empty();
      case Gate.TooSoon(Instant until) -> Optional.of(CodeState.TOO_SOON);
      case Gate.Locked() -> Optional.of(CodeState.LOCKED);
      case Gate.Voided() -> Optional.of(CodeState.VOID);
      case Gate.Expired() -> Optional.of(CodeState.EXPIRED);
    };
  }

  /// Looks at the code. Somebody without an account takes as long as somebody with one.
  Future<Effect> prepare(String kiosk, LogIn content) {
    Optional<Nir> nir = Nir.parse(content.nir());
    if (nir.isEmpty() || !plausible(content.code())) {
      return Future.succeededFuture(tx -> reply(new ActReply.Malformed("nir or code")));
    }
    return database
        .withConnection(connection -> findCode(connection, nir.get()))
        .compose(
            found -> {
              if (found.map(Found::opposed).orElse(false)) {
                return Future.succeededFuture(tx -> reply(opposed()));
              }
              Future<Boolean> right =
                  found.isPresent()
                      ? right(found.get().code(), content.code())
                      : hasher.matches(content.code(), Optional.empty());
              return right.map(yes -> effect(kiosk, content, found, yes));
            });
  }

  private Effect effect(String kiosk, LogIn content, Optional<Found> found, boolean right) {
    return found.isPresent()
        ? effect(kiosk, content, found.get(), right)
        : tx -> reply(new ActReply.CodeNotTaken(CodeState.NO_ACCOUNT, Optional.empty()));
  }

  private Effect effect(String kiosk, LogIn content, Found found, boolean right) {
    Attempt attempt = new Attempt(kiosk, content.visit(), found.insured());
    return tx -> tryCode(tx, attempt, found.code().hash(), right, code -> open(tx, attempt, code));
  }

  /// Looks at the code once more within a session (rule E3). Wrong tries count like those of a
  /// log-in.
  Future<Effect> confirm(Call call, String typed) {
    if (!plausible(typed)) {
      return Future.succeededFuture(tx -> reply(new ActReply.Malformed("code")));
    }
    return database
        .withConnection(connection -> codeOf(connection, call))
        .compose(
            code ->
                code.isEmpty()
                    ? Future.succeededFuture(tx -> reply(new ActReply.SessionOver()))
                    : right(code.get(), typed)
                        .map(right -> tx -> confirm(tx, call, code.get().hash(), right)));
  }

  private Future<Optional<Code>> codeOf(SqlConnection connection, Call call) {
    return sessions
        .find(connection, call.token(), call.kiosk())
        .compose(
            session ->
                session.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : accounts.code(connection, session.get().insured()));
  }

  private Future<ActReply> confirm(SqlConnection tx, Call call, String hash, boolean right) {
    Instant now = clock.instant();
    return sessions
        .findLocked(tx, call.token(), call.kiosk())
        .map(found -> found.filter(session -> session.live(now)))
        .compose(
            live -> {
              if (live.isEmpty()) {
                return reply(new ActReply.SessionOver());
              }
              Session session = live.get();
              Attempt attempt = new Attempt(call.kiosk(), session.visit(), session.insured());
              return tryCode(
                  tx,
                  attempt,
                  hash,
                  right,
                  code ->
                      accounts
                          .putCode(tx, session.insured(), code)
                          .compose(kept -> sessions.confirm(tx, session, now))
                          .compose(done -> note(tx, attempt, "code.right"))
                          .map(new ActReply.CodeRight()));
            });
  }

  private static boolean plausible(String typed) {
    return !typed.isEmpty() && typed.length() <= LONGEST_CODE;
  }

  /// A code that is closed is not looked at.
  private Future<Boolean> right(Code code, String typed) {
    return closed(code.standing()).isPresent()
        ? Future.succeededFuture(false)
        : hasher.matches(typed, Optional.of(code.hash()));
  }

  private Future<Optional<Found>> findCode(SqlConnection connection, Nir nir) {
    if (nir.temporary()) {
      return Future.succeededFuture(Optional.empty());
    }
    return registry
        .card(connection, nir)
        .compose(
            card ->
                card.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : accounts
                        .code(connection, card.get().person())
                        .map(code -> code.map(c -> new Found(card.get(), c))));
  }

  /// A card on the opposition list opens nothing, whatever else is right (rule S5).
  static ActReply opposed() {
    return new ActReply.CodeNotTaken(CodeState.OPPOSED, Optional.empty());
  }

  /// Judges a try by the code as it stands now.
  ///
  /// @param hash of the code that was looked at
  /// @param then what a right code is good for
  private Future<ActReply> tryCode(
      SqlConnection tx, Attempt attempt, String hash, boolean right, RightCode then) {
    return accounts
        .codeLocked(tx, attempt.insured())
        .map(Optional::orElseThrow)
        .compose(
            code ->
                code.hash().equals(hash)
                    ? judge(tx, attempt, code, right, then)
                    : Future.failedFuture(new StaleException()));
  }

  private Future<ActReply> judge(
      SqlConnection tx, Attempt attempt, Code code, boolean right, RightCode then) {
    CodeStanding before = code.standing();
    return switch (Verdict.of(before, Proof.CARD, right, limits, clock.instant())) {
      case Verdict.Right(CodeStanding after) -> then.with(new Code(code.hash(), after));
      case Verdict.Wrong(CodeStanding after) -> refuse(tx, attempt, new Code(code.hash(), after));
      case Verdict.Closed(Gate gate) ->
          reply(new ActReply.CodeNotTaken(closed(before).orElseThrow(), waitUntil(before)));
      case Verdict.Untold() -> throw new IllegalStateException("a card proves who it is");
    };
  }

  private Future<ActReply> refuse(SqlConnection tx, Attempt attempt, Code code) {
    CodeStanding after = code.standing();
    int left = after.triesLeft(limits);
    ActReply answer =
        left == 0
            ? new ActReply.CodeNotTaken(closed(after).orElseThrow(), Optional.empty())
            : new ActReply.CodeWrong(left, waitUntil(after));
    return accounts
        .putCode(tx, attempt.insured(), code)
        .compose(kept -> note(tx, attempt, "code.wrong"))
        .map(answer);
  }

  /// Lets somebody in whose code was right, and keeps the code as theirs.
  ///
  /// What does not depend on each other goes to the database together: the person is waiting.
  Future<ActReply> open(SqlConnection tx, Attempt attempt, Code code) {
    long insured = attempt.insured();
    Future<Void> kept = accounts.putCode(tx, insured, code);
    Instant now = clock.instant();
    Future<String> token = sessions.open(tx, insured, attempt.kiosk(), attempt.visit(), now);
    Future<Optional<Account>> account = accounts.find(tx, insured);
    Future<EmailDesk.Standing> email = emails.standing(tx, insured);
    return Future.all(kept, token, account, email)
        .compose(all -> waiting(tx, insured, email.result()))
        .map(
            waiting -> {
              List<Step> pending =
                  steps.of(account.result().orElseThrow(), code.standing().kind(), email.result());
              Optional<String> masked = email.result().validated().map(EmailAddress::mask);
              return (ActReply)
                  new ActReply.LoggedIn(
                      token.result(),
                      now.plus(Sessions.LIFE),
                      pending,
                      steps.termsVersion(),
                      masked,
                      waiting,
                      documents.today());
            })
        .compose(answer -> note(tx, attempt, "session.opened").map(answer));
  }

  /// Of somebody without a validated address alone: nobody else waits for the look.
  private Future<Optional<WaitingEmail>> waiting(
      SqlConnection tx, long insured, EmailDesk.Standing email) {
    return email.validated().isPresent()
        ? Future.succeededFuture(Optional.empty())
        : emails.waiting(tx, insured).map(waiting -> waiting.map(LogInDesk::told));
  }

  private static WaitingEmail told(EmailDesk.Waiting waiting) {
    EmailLink link =
        switch (waiting.link()) {
          case VALID, USED, OLDER -> EmailLink.ACTIVE;
          case INACTIVE -> EmailLink.INACTIVE;
          case FORGOTTEN -> EmailLink.FORGOTTEN;
        };
    return new WaitingEmail(link, waiting.address().map(EmailAddress::mask));
  }

  /// Notes what came of an attempt.
  Future<Void> note(SqlConnection tx, Attempt attempt, String what) {
    String detail = "visit " + attempt.visit();
    return audit.add(
        tx, Sessions.actor(attempt.kiosk()), what, Optional.of(attempt.insured()), detail);
  }

  private static Optional<Instant> waitUntil(CodeStanding standing) {
    return standing.locked() ? Optional.empty() : standing.waitUntil();
  }

  private static Future<ActReply> reply(ActReply reply) {
    return Future.succeededFuture(reply);
  }

  private record Found(Registry.Card card, Code code) {

    boolean opposed() {
      return card.opposed();
    }

    long insured() {
      return card.person();
    }
  }

  @FunctionalInterface
  private interface RightCode {

    /// What comes of it.
    ///
    /// @param code to be kept
    Future<ActReply> with(Code code);
  }

  /// Somebody who tries a code with a card.
  record Attempt(String kiosk, UUID visit, long insured) {}
}
