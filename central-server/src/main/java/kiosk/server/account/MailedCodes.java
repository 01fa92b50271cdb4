package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.contract.act.ActContent.LogInMailed;
import kiosk.contract.act.ActContent.MailCode;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeState;
import kiosk.contract.act.ActReply.MailFault;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.accesscode.CodeRequests;
import kiosk.server.accesscode.CodeRequests.Request;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.accesscode.Proof;
import kiosk.server.accesscode.Tokens;
import kiosk.server.accesscode.Verdict;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.LogInDesk.Attempt;
import kiosk.server.account.VisitDesk.Effect;
import kiosk.server.database.Database;
import kiosk.server.email.EmailAddress;
import kiosk.server.email.EmailDesk;
import kiosk.server.insured.Registry;
import kiosk.server.insured.Registry.Card;

/// A forgotten code at a kiosk (rule C7). The card in the reader says who it is; the newest code
/// that was mailed for it is the one that is taken, at any kiosk, for 30 minutes, once, three times
/// (rule C6).
final class MailedCodes {

  private final Database database;
  private final Registry registry;
  private final AccountStore accounts;
  private final CodeHasher hasher;
  private final EmailDesk emails;
  private final InstantSource clock;
  private final LogInDesk logIns;
  private final CodeRequests requests = new CodeRequests();
  private final Sessions sessions = new Sessions();
  private final Tokens tokens = new Tokens();
  private final CodeLimits limits;

  MailedCodes(AccountParts parts, LogInDesk logIns) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.accounts = parts.accounts();
    this.hasher = parts.hasher();
    this.emails = parts.emails();
    this.clock = parts.clock();
    this.limits = parts.limits();
    this.logIns = logIns;
  }

  /// Makes a code; the mail is part of the effect.
  Future<Effect> mail(String kiosk, MailCode act) {
    Optional<Nir> nir = Nir.parse(act.nir());
    if (nir.isEmpty()) {
      return ready(new ActReply.Malformed("nir"));
    }
    String code = tokens.digits(CodeRequests.DIGITS);
    return hasher
        .hash(code)
        .map(
            hash ->
                tx ->
                    card(tx, nir.get())
                        .compose(
                            card ->
                                card.isEmpty()
                                    ? reply(over(CodeState.NO_ACCOUNT))
                                    : mail(tx, kiosk, act, card.get(), code, hash)));
  }

  /// The account is nobody else's meanwhile, so that its mails are counted exactly (rule E8).
  private Future<ActReply> mail(
      SqlConnection tx, String kiosk, MailCode act, Card card, String code, String hash) {
    if (card.opposed()) {
      return reply(LogInDesk.opposed());
    }
    Attempt attempt = new Attempt(kiosk, act.visit(), card.person());
    return accounts
        .findLocked(tx, card.person())
        .compose(
            account ->
                account.isEmpty()
                    ? reply(over(CodeState.NO_ACCOUNT))
                    : mail(tx, attempt, code, hash));
  }

  private Future<ActReply> mail(SqlConnection tx, Attempt attempt, String code, String hash) {
    long insured = attempt.insured();
    return emails
        .standing(tx, insured)
        .compose(
            email ->
                email.validated().isEmpty()
                    ? reply(new ActReply.CodeNotMailed(MailFault.NO_ADDRESS))
                    : emails
                        .mailCode(tx, insured, code, limits.mailedLife())
                        .compose(
                            sent ->
                                sent
                                    ? kept(tx, attempt, hash, email.validated().get())
                                    : reply(new ActReply.CodeNotMailed(MailFault.TOO_MANY_MAILS))));
  }

  private Future<ActReply> kept(SqlConnection tx, Attempt attempt, String hash, String address) {
    Optional<Long> insured = Optional.of(attempt.insured());
    return requests
        .put(tx, tokens.fresh(), insured, true, hash, clock.instant())
        .compose(put -> logIns.note(tx, attempt, "code.requested"))
        .map(new ActReply.CodeMailed(EmailAddress.mask(address)));
  }

  /// Looks at the code.
  Future<Effect> logIn(String kiosk, LogInMailed act) {
    Optional<Nir> nir = Nir.parse(act.nir());
    if (nir.isEmpty() || act.code().length() != CodeRequests.DIGITS) {
      return ready(new ActReply.Malformed("nir or code"));
    }
    return database
        .withConnection(connection -> card(connection, nir.get()))
        .compose(
            card ->
                card.map(Card::opposed).orElse(false)
                    ? ready(LogInDesk.opposed())
                    : logIn(kiosk, act, card));
  }

  private Future<Effect> logIn(String kiosk, LogInMailed act, Optional<Card> card) {
    return database
        .withConnection(connection -> newest(connection, card))
        .compose(
            found ->
                hasher
                    .matches(act.code(), found.map(Request::hash))
                    .map(right -> found.<Effect>map(r -> effect(kiosk, act, r, right)))
                    .map(effect -> effect.orElse(tx -> reply(over(CodeState.EXPIRED)))));
  }

  private Effect effect(String kiosk, LogInMailed act, Request seen, boolean right) {
    long insured = seen.insured().orElseThrow();
    return tx ->
        requests
            .newestByCardLocked(tx, insured)
            .map(Optional::orElseThrow)
            .compose(
                now ->
                    now.key().equals(seen.key())
                        ? judge(tx, new Attempt(kiosk, act.visit(), insured), now, right)
                        : Future.failedFuture(new StaleException()));
  }

  private Future<ActReply> judge(
      SqlConnection tx, Attempt attempt, Request request, boolean right) {
    Instant now = clock.instant();
    return switch (Verdict.of(request.standing(), Proof.CARD, right, limits, now)) {
      case Verdict.Right(CodeStanding after) ->
          requests
              .count(tx, request, after)
              .compose(counted -> accounts.codeLocked(tx, attempt.insured()))
              .compose(before -> sessions.endAll(tx, attempt.insured(), now))
              .compose(ended -> logIns.open(tx, attempt, new Code(request.hash(), after)));
      case Verdict.Wrong(CodeStanding after) ->
          requests
              .count(tx, request, after)
              .compose(counted -> logIns.note(tx, attempt, "code.wrong"))
              .map(wrong(after.triesLeft(limits)));
      case Verdict.Closed _ -> reply(over(CodeState.EXPIRED));
      case Verdict.Untold() -> throw new IllegalStateException("a card proves who it is");
    };
  }

  private static ActReply wrong(int left) {
    return left > 0 ? new ActReply.CodeWrong(left, Optional.empty()) : over(CodeState.VOID);
  }

  private Future<Optional<Request>> newest(SqlConnection connection, Optional<Card> card) {
    return card.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : requests.newestByCard(connection, card.get().person());
  }

  /// A temporary number has no account (rule I3).
  private Future<Optional<Card>> card(SqlConnection connection, Nir nir) {
    return nir.temporary()
        ? Future.succeededFuture(Optional.empty())
        : registry.card(connection, nir);
  }

  private static ActReply over(CodeState state) {
    return new ActReply.CodeNotTaken(state, Optional.empty());
  }

  private static Future<Effect> ready(ActReply reply) {
    return Future.succeededFuture(tx -> reply(reply));
  }

  private static Future<ActReply> reply(ActReply reply) {
    return Future.succeededFuture(reply);
  }
}
