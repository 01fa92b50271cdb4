package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.visit.DocumentPage;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.account.SessionActs.Call;
import kiosk.server.attestation.DocumentOffice.Wanted;
import kiosk.server.database.Database;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.insured.Registry;

/// The desk at which every act of a kiosk arrives; each is done by the part that knows about it.
public final class AccountDesk implements VisitDesk {

  private final Database database;
  private final Registry registry;
  private final AccountStore accounts;
  private final Sessions sessions = new Sessions();
  private final SessionActs acts;
  private final LogInDesk logIns;
  private final MailedCodes mailedCodes;
  private final FirstSteps firstSteps;
  private final EmailEntry emailEntry;
  private final Papers papers;

  public AccountDesk(AccountParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.accounts = parts.accounts();
    PendingSteps steps = new PendingSteps(parts.termsVersion());
    this.acts = new SessionActs(parts, sessions, steps);
    this.logIns = new LogInDesk(parts, sessions, steps);
    this.mailedCodes = new MailedCodes(parts, logIns);
    this.firstSteps = new FirstSteps(parts, sessions, acts);
    this.emailEntry = new EmailEntry(parts, sessions, acts);
    this.papers = new Papers(parts, sessions, acts);
  }

  @Override
  public Future<VisitOpening> open(String kiosk, OpenVisit question) {
    Optional<Nir> nir = Nir.parse(question.nir());
    if (nir.isEmpty()) {
      return Future.succeededFuture(new VisitOpening.UnknownPerson());
    }
    if (nir.get().temporary()) {
      return Future.succeededFuture(new VisitOpening.TemporaryNumber());
    }
    return database.withConnection(
        connection ->
            registry
                .find(connection, nir.get())
                .compose(
                    person ->
                        person.isEmpty()
                            ? Future.succeededFuture(new VisitOpening.UnknownPerson())
                            : open(connection, person.get())));
  }

  @Override
  public Future<Effect> prepare(String kiosk, Instant at, ActContent content) {
    return switch (content) {
      case ActContent.LogIn act -> logIns.prepare(kiosk, act);
      case ActContent.MailCode act -> mailedCodes.mail(kiosk, act);
      case ActContent.LogInMailed act -> mailedCodes.logIn(kiosk, act);
      case ActContent.AcceptTerms act ->
          ready(firstSteps.acceptTerms(new Call(kiosk, at, act.session()), act));
      case ActContent.ChooseCode act ->
          firstSteps.chooseCode(new Call(kiosk, at, act.session()), act);
      case ActContent.TakeTime act -> ready(acts.takeTime(new Call(kiosk, at, act.session()), act));
      case ActContent.ConfirmCode act ->
          logIns.confirm(new Call(kiosk, at, act.session()), act.code());
      case ActContent.SaveContact act ->
          ready(firstSteps.saveContact(new Call(kiosk, at, act.session()), act));
      case ActContent.EnterEmail act ->
          ready(emailEntry.enter(new Call(kiosk, at, act.session()), act));
      case ActContent.ResendEmail act ->
          ready(emailEntry.resend(new Call(kiosk, at, act.session())));
      case ActContent.IssueAttestation act ->
          papers.issue(new Call(kiosk, at, act.session()), new Wanted.Rights());
      case ActContent.IssueAllowances act ->
          papers.issue(
              new Call(kiosk, at, act.session()), new Wanted.Allowances(act.from(), act.to()));
      case ActContent.IssueStatement act ->
          papers.issue(new Call(kiosk, at, act.session()), new Wanted.Statement(act.month()));
      case ActContent.PaperOutcome act ->
          ready(papers.outcome(new Call(kiosk, at, act.session()), act));
      case ActContent.VisitEnded act ->
          ready(tx -> Future.succeededFuture(new ActReply.Malformed("not for the account")));
    };
  }

  @Override
  public Future<DocumentPage> read(String kiosk, ReadDocument question) {
    return papers.read(kiosk, question);
  }

  /// Deletes the sessions that no late act can name any more.
  public Future<Integer> purgeSessions(Instant now) {
    return database.withConnection(connection -> sessions.purge(connection, now));
  }

  private Future<VisitOpening> open(SqlConnection connection, InsuredPerson person) {
    if (person.cardOpposed()) {
      return Future.succeededFuture(new VisitOpening.CardOpposed());
    }
    return accounts
        .code(connection, person.id())
        .map(code -> code.map(this::opening).orElseGet(VisitOpening.NoAccount::new));
  }

  private VisitOpening opening(Code code) {
    return switch (logIns.closed(code.standing()).orElse(null)) {
      case null -> new VisitOpening.AskCode();
      case TOO_SOON -> new VisitOpening.Wait(code.standing().waitUntil().orElseThrow());
      case LOCKED, VOID, EXPIRED -> new VisitOpening.CodeLocked();
      case NO_ACCOUNT -> new VisitOpening.NoAccount();
      case OPPOSED -> new VisitOpening.CardOpposed();
    };
  }

  private static Future<Effect> ready(Effect effect) {
    return Future.succeededFuture(effect);
  }
}
