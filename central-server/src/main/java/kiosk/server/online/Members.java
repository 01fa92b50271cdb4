package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import kiosk.server.account.AccountParts;
import kiosk.server.account.AccountStore;
import kiosk.server.account.AccountStore.Account;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.AccountStore.Contacts;
import kiosk.server.account.PendingSteps;
import kiosk.server.account.Sessions;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.web.Stay;

/// Who is in the portal. A session is known by its token, on any node; each use keeps it alive.
public final class Members {

  /// Ten times the usual time, for whoever asks for more of it.
  public static final Duration MORE_TIME = Duration.ofMinutes(150);

  private final Database database;
  private final AccountStore accounts;
  private final EmailDesk emails;
  private final PendingSteps steps;
  private final InstantSource clock;
  private final Sessions sessions = new Sessions();

  public Members(AccountParts parts) {
    this.database = parts.database();
    this.accounts = parts.accounts();
    this.emails = parts.emails();
    this.steps = new PendingSteps(parts.termsVersion());
    this.clock = parts.clock();
  }

  /// Who uses this session now; nobody when it is over.
  public Future<Optional<Member>> find(String token) {
    return database.withConnection(
        c ->
            sessions
                .touch(c, token, clock.instant())
                .compose(
                    use ->
                        use.isEmpty()
                            ? Future.succeededFuture(Optional.empty())
                            : member(c, token, use.get())));
  }

  /// How they can be reached, and may be.
  public Future<Contacts> contacts(Member member) {
    return database.withConnection(c -> accounts.contacts(c, member.insured()));
  }

  /// How long a session lives, without keeping it alive; empty when it is over.
  public Future<Optional<Stay>> stay(String token) {
    return database
        .withConnection(c -> sessions.look(c, token, clock.instant()))
        .map(Members::stay);
  }

  /// Gives a session more time between two uses, because its person asked.
  ///
  /// @return how long it lives now; empty when it is over
  public Future<Optional<Stay>> takeTime(Member member) {
    return database.withConnection(
        c ->
            sessions
                .takeTime(c, member.token(), MORE_TIME)
                .compose(taken -> sessions.touch(c, member.token(), clock.instant()))
                .map(Members::stay));
  }

  /// Ends a session.
  public Future<Void> leave(String token) {
    return database.withConnection(c -> sessions.leave(c, token, clock.instant()));
  }

  private static Optional<Stay> stay(Optional<Sessions.Use> use) {
    return use.map(Sessions.Use::stay);
  }

  private Future<Optional<Member>> member(SqlConnection c, String token, Sessions.Use use) {
    long insured = use.insured();
    return accounts
        .find(c, insured)
        .compose(
            account ->
                accounts
                    .code(c, insured)
                    .compose(code -> member(c, token, use, account.orElseThrow(), code)));
  }

  private Future<Optional<Member>> member(
      SqlConnection c, String token, Sessions.Use use, Account account, Optional<Code> code) {
    long insured = use.insured();
    return emails
        .standing(c, insured)
        .compose(
            standing ->
                emails
                    .waiting(c, insured)
                    .map(
                        waiting ->
                            Optional.of(
                                new Member(
                                    token,
                                    insured,
                                    steps.of(
                                        account, code.orElseThrow().standing().kind(), standing),
                                    standing.validated(),
                                    waiting,
                                    use.stay()))));
  }
}
