package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent.TakeTime;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.account.AccountStore.Account;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.Sessions.Session;
import kiosk.server.account.VisitDesk.Effect;
import kiosk.server.audit.AuditTrail;
import kiosk.server.email.EmailDesk;

/// Does things in a session: locks its account, finds it, and knows what is still to be done.
final class SessionActs {

  private final AccountStore accounts;
  private final EmailDesk emails;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Sessions sessions;
  private final PendingSteps steps;

  SessionActs(AccountParts parts, Sessions sessions, PendingSteps steps) {
    this.accounts = parts.accounts();
    this.emails = parts.emails();
    this.audit = parts.audit();
    this.clock = parts.clock();
    this.sessions = sessions;
    this.steps = steps;
  }

  /// Who acts, when and with which session.
  ///
  /// @param at by the kiosk's clock
  record Call(String kiosk, Instant at, String token) {
    @Override
    public String toString() {
      return "Call[" + kiosk + "]";
    }
  }

  /// A session in a transaction, with its account locked.
  ///
  /// @param pending what must be done, in this order
  record Open(
      SqlConnection tx,
      Call call,
      Session session,
      Account account,
      Code code,
      List<Step> pending,
      Instant now) {

    long insured() {
      return account.insured();
    }

    /// Whether everything before a step is done.
    boolean ripe(Step step) {
      return pending.stream().allMatch(other -> other.compareTo(step) >= 0);
    }
  }

  @FunctionalInterface
  interface Work {
    Future<ActReply> on(Open open);
  }

  /// Runs `work` if the session takes the act.
  Future<ActReply> in(SqlConnection tx, Call call, Work work) {
    Instant now = clock.instant();
    return sessions
        .findLocked(tx, call.token(), call.kiosk())
        .compose(
            session ->
                session.isEmpty() || !session.get().takes(call.at(), now)
                    ? Future.succeededFuture(new ActReply.SessionOver())
                    : open(tx, call, session.get(), now).compose(work::on));
  }

  /// Makes a session at a kiosk last; one that is over stays so.
  Effect takeTime(Call call, TakeTime content) {
    return tx ->
        in(
            tx,
            call,
            open ->
                open.session().live(open.now())
                    ? sessions
                        .prolong(tx, open.session(), content.more(), open.now())
                        .compose(
                            stay ->
                                note(open, "session.prolonged", "")
                                    .map(new ActReply.TimeTaken(stay.until(), stay.last())))
                    : Future.succeededFuture(new ActReply.SessionOver()));
  }

  /// What is left to do after something was done; the last word of most acts.
  Future<ActReply> done(Open open, String what) {
    return note(open, what, "")
        .compose(noted -> open(open.tx(), open.call(), open.session(), open.now()))
        .map(after -> new ActReply.Done(after.pending()));
  }

  /// Adds to the trail; must come last, see [AuditTrail#add].
  Future<Void> note(Open open, String what, String detail) {
    return audit.add(
        open.tx(), Sessions.actor(open.call().kiosk()), what, Optional.of(open.insured()), detail);
  }

  private Future<Open> open(SqlConnection tx, Call call, Session session, Instant now) {
    long insured = session.insured();
    return accounts
        .find(tx, insured)
        .compose(
            account ->
                accounts
                    .code(tx, insured)
                    .compose(
                        code ->
                            emails
                                .standing(tx, insured)
                                .map(
                                    email ->
                                        new Open(
                                            tx,
                                            call,
                                            session,
                                            account.orElseThrow(),
                                            code.orElseThrow(),
                                            steps.of(
                                                account.get(), code.get().standing().kind(), email),
                                            now))));
  }
}
