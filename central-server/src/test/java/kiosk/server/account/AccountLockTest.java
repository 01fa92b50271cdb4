package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import kiosk.contract.Nir;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.AcceptTerms;
import kiosk.contract.act.ActContent.ChooseCode;
import kiosk.contract.act.ActContent.ConfirmCode;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActContent.LogInMailed;
import kiosk.contract.act.ActContent.MailCode;
import kiosk.contract.act.ActReply;
import kiosk.server.account.VisitDesk.Effect;
import kiosk.server.counter.DeskCounter;
import kiosk.server.counter.DeskCounter.Issue;
import kiosk.server.counter.DeskCounter.Search;
import kiosk.server.counter.IdentityProof;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.online.ForgottenCodes;
import kiosk.server.online.Identity;
import kiosk.server.online.LogInOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Transactions that meet on one account wait for each other in one order: PostgreSQL never has to
/// break a circle (SQLSTATE 40P01).
@ExtendWith(CleanDatabase.class)
final class AccountLockTest {

  private static final String MARIE = "2840344109528";
  private static final String CODE = "73059628";
  private static final String OTHER = "93618472";
  private static final String HALL = "hall-1";
  private static final String DENIS = "denis";
  private static final int ROUNDS = 100;
  private static final int LOG_INS = 4;

  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND wait_event_type = 'Lock'";

  private final AccountFixture fixture;
  private final Database database;
  private final DeskCounter counter;

  AccountLockTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
    this.counter = fixture.counter();
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void c2_c9_logInsNewCodesAndOtherActsOfOneAccountRaceWithoutADeadlock() {
    String kiosk = logIn();
    apply(prepare(HALL, new ChooseCode(kiosk, OTHER)));
    Effect choose = prepare(HALL, new ChooseCode(kiosk, CODE));
    apply(choose);
    Effect confirm = prepare(HALL, new ConfirmCode(kiosk, CODE));
    Effect logIn = prepare(HALL, new LogIn(UUID.randomUUID(), MARIE, CODE));
    for (int round = 0; round < ROUNDS; round++) {
      Effect online = prepare(Sessions.PORTAL, new AcceptTerms(online(), AccountFixture.TERMS));
      List<Future<ActReply>> logIns = new ArrayList<>();
      Future<ActReply> chosen = start(choose);
      Future<ActReply> accepted = start(online);
      for (int i = 0; i < LOG_INS; i++) {
        logIns.add(start(logIn));
      }
      Future<ActReply> confirmed = start(confirm);
      assertThat(chosen.await()).isInstanceOf(ActReply.Done.class);
      assertThat(confirmed.await()).isInstanceOf(ActReply.CodeRight.class);
      assertThat(accepted.await()).isInstanceOfAny(ActReply.Done.class, ActReply.SessionOver.class);
      assertThat(Future.all(logIns).await().<ActReply>list())
          .allMatch(reply -> reply instanceof ActReply.LoggedIn);
    }
    assertThat(fixture.row("SELECT count(*) FROM kiosk_session WHERE kiosk = 'hall-1'"))
        .isEqualTo(String.valueOf(1 + ROUNDS * LOG_INS));
    assertThat(fixture.row("SELECT count(*) FROM audit_line WHERE action = 'code.chosen'"))
        .isEqualTo(String.valueOf(2 + ROUNDS));
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void c2_aLogInMeetsANewCode() {
    Effect choose = prepare(HALL, new ChooseCode(logIn(), OTHER));
    Effect logIn = prepare(HALL, new LogIn(UUID.randomUUID(), MARIE, CODE));
    Meeting<ActReply, ActReply> both = meet(() -> start(choose), () -> start(logIn));
    assertThat(both.first().await()).isInstanceOf(ActReply.Done.class);
    assertThat(both.second().transform(Future::succeededFuture).await().cause())
        .as("the code is another one now: to be looked at again")
        .isInstanceOf(StaleException.class);
  }

  @Test
  void c2_aNewCodeMeetsAnActOfASessionThatItEnds() {
    Effect choose = prepare(HALL, new ChooseCode(logIn(), OTHER));
    Effect act = prepare(Sessions.PORTAL, new AcceptTerms(online(), AccountFixture.TERMS));
    Meeting<ActReply, ActReply> both = meet(() -> start(choose), () -> start(act));
    assertThat(both.first().await()).isInstanceOf(ActReply.Done.class);
    assertThat(both.second().await()).isInstanceOf(ActReply.SessionOver.class);
  }

  @Test
  void c6_aMailedCodeOnlineMeetsAnActOfASessionThatItEnds() {
    ForgottenCodes forgotten = new ForgottenCodes(fixture.parts());
    Identity marie = new Identity("Durand", new Nir(MARIE), "19840317", "44000");
    String token = forgotten.request(marie).await();
    Effect choose = prepare(Sessions.PORTAL, new ChooseCode(online(), OTHER));
    String mailed = mailedCode();
    Meeting<ActReply, LogInOutcome> both =
        meet(() -> start(choose), () -> forgotten.use(token, mailed));
    assertThat(both.first().await()).isInstanceOf(ActReply.Done.class);
    assertThat(both.second().await()).isInstanceOf(LogInOutcome.Entered.class);
  }

  @Test
  void c7_aMailedCodeAtAKioskMeetsAnActOfASessionThatItEnds() {
    apply(prepare(HALL, new MailCode(UUID.randomUUID(), MARIE)));
    Effect logIn = prepare(HALL, new LogInMailed(UUID.randomUUID(), MARIE, mailedCode()));
    Effect choose = prepare(Sessions.PORTAL, new ChooseCode(online(), OTHER));
    Meeting<ActReply, ActReply> both = meet(() -> start(choose), () -> start(logIn));
    assertThat(both.first().await()).isInstanceOf(ActReply.Done.class);
    assertThat(both.second().await()).isInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void c1_aCodeOfTheDeskMeetsAnActOfASessionThatItEnds() {
    Effect choose = prepare(Sessions.PORTAL, new ChooseCode(online(), OTHER));
    UUID id = checked();
    Meeting<ActReply, Issue> both =
        meet(() -> start(choose), () -> counter.issueCode(DENIS, id, 0));
    assertThat(both.first().await()).isInstanceOf(ActReply.Done.class);
    assertThat(both.second().await()).isInstanceOf(Issue.Issued.class);
  }

  @Test
  void e10_anAddressThatIsDeactivatedMeetsAnActOfASessionThatItEnds() {
    Effect act = prepare(Sessions.PORTAL, new AcceptTerms(online(), AccountFixture.TERMS));
    UUID id = checked();
    Meeting<?, ActReply> both =
        meet(() -> counter.deactivateAddress(DENIS, id, 0), () -> start(act));
    both.first().await();
    assertThat(both.second().await()).isInstanceOf(ActReply.SessionOver.class);
  }

  private record Meeting<A, B>(Future<A> first, Future<B> second) {}

  /// Holds the account back until both have come to wait, one after the other.
  private <A, B> Meeting<A, B> meet(Supplier<Future<A>> first, Supplier<Future<B>> second) {
    Promise<Void> held = Promise.promise();
    Promise<Void> go = Promise.promise();
    Future<Void> gate =
        database.inTransaction(
            tx ->
                tx.query("SELECT 1 FROM account FOR UPDATE")
                    .execute()
                    .onSuccess(rows -> held.complete())
                    .compose(rows -> go.future()));
    held.future().await();
    Future<A> one = first.get();
    awaitWaiting(1, one);
    Future<B> two = second.get();
    awaitWaiting(2, two);
    go.complete();
    gate.await();
    return new Meeting<>(one, two);
  }

  /// Until so many transactions wait; the last of them may also end without having waited.
  private void awaitWaiting(int transactions, Future<?> last) {
    String expected = String.valueOf(transactions);
    while (!last.isComplete() && !fixture.row(WAITING).equals(expected)) {
      Thread.onSpinWait();
    }
  }

  private UUID checked() {
    UUID id = ((Search.Found) counter.find(DENIS, MARIE).await()).id();
    assertThat(counter.checkIdentity(DENIS, id, IdentityProof.PASSPORT).await()).isEmpty();
    return id;
  }

  private String mailedCode() {
    String text = fixture.mails().getLast().getString("text");
    return text.lines()
        .filter(l -> l.matches("[0-9]{4} [0-9]{4}"))
        .findFirst()
        .get()
        .replace(" ", "");
  }

  private String logIn() {
    Effect effect = prepare(HALL, new LogIn(UUID.randomUUID(), MARIE, CODE));
    return ((ActReply.LoggedIn) apply(effect)).session();
  }

  /// A session of the portal.
  private String online() {
    long marie = Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = 'DURAND'"));
    return database
        .inTransaction(
            tx -> new Sessions().open(tx, marie, Sessions.PORTAL, UUID.randomUUID(), fixture.now()))
        .await();
  }

  private Effect prepare(String kiosk, ActContent content) {
    return fixture.desk().prepare(kiosk, fixture.now(), content).await();
  }

  private ActReply apply(Effect effect) {
    return start(effect).await();
  }

  private Future<ActReply> start(Effect effect) {
    return database.inTransaction(effect::apply);
  }
}
