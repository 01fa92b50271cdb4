package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.ConfirmCode;
import kiosk.contract.act.ActContent.EnterEmail;
import kiosk.contract.act.ActContent.IssueAttestation;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActContent.TakeTime;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeState;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A session at a kiosk: how long it lives, and what it may do only after the code was typed once
/// more.
@ExtendWith(CleanDatabase.class)
final class KioskSessionTest {

  private static final String MARIE = "2840344109528";
  private static final String HALL = "hall-1";
  private static final Optional<Instant> NOT_YET = Optional.empty();

  private final AccountFixture fixture;
  private final Database database;

  KioskSessionTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
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
  void aSessionIsTheKioskThatOpenedItForFifteenMinutes() {
    String s = loggedIn(MARIE, "73059628").session();
    assertThat(act("hall-2", fixture.now(), new IssueAttestation(s)))
        .isEqualTo(new ActReply.SessionOver());
    Instant opened = fixture.now();
    fixture.advance(Duration.ofMinutes(15));
    assertThat(act(new IssueAttestation(s))).isInstanceOf(ActReply.AttestationIssued.class);
    fixture.advance(Duration.ofSeconds(1));
    assertThat(act(new IssueAttestation(s))).isEqualTo(new ActReply.SessionOver());
    assertThat(act(HALL, opened.plusSeconds(60), new IssueAttestation(s)))
        .as("done in time, brought late")
        .isInstanceOf(ActReply.AttestationIssued.class);
    fixture.advance(Duration.ofDays(3));
    assertThat(act(HALL, opened.plusSeconds(60), new IssueAttestation(s)))
        .isEqualTo(new ActReply.SessionOver());
  }

  @Test
  void aSessionThatIsProlongedLivesItsLifeAgainToTheSecond() {
    ActReply.LoggedIn in = loggedIn(MARIE, "73059628");
    assertThat(in.until()).isEqualTo(fixture.now().plus(Duration.ofMinutes(15)));
    for (int before = 1; before >= 0; before--) {
      fixture.advance(Duration.ofMinutes(15).minusSeconds(before));
      Instant until = fixture.now().plus(Duration.ofMinutes(15));
      assertThat(act(new TakeTime(in.session(), false)))
          .as("%s s before the end", before)
          .isEqualTo(new ActReply.TimeTaken(until, false));
    }
    Instant inTime = fixture.now();
    fixture.advance(Duration.ofMinutes(15).plusSeconds(1));
    assertThat(act(new TakeTime(in.session(), false))).isEqualTo(new ActReply.SessionOver());
    assertThat(act(HALL, inTime, new TakeTime(in.session(), false)))
        .as("said in time, brought late: over is over")
        .isEqualTo(new ActReply.SessionOver());
    assertThat(fixture.row("SELECT count(*) FROM audit_line WHERE action = 'session.prolonged'"))
        .isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({"false, 15", "true, 30"})
  void aSessionCanBeProlongedTenTimesAndThenEndsWhateverIsAsked(boolean more, int minutes) {
    Duration life = Duration.ofMinutes(minutes);
    ActReply.LoggedIn in = loggedIn(MARIE, "73059628");
    Instant end = fixture.now().plus(life.multipliedBy(11));
    act(new TakeTime(in.session(), more));
    for (int times = 1; times < 10; times++) {
      fixture.advance(life.minusSeconds(30));
      assertThat(act(new TakeTime(in.session(), more)))
          .isEqualTo(new ActReply.TimeTaken(fixture.now().plus(life), false));
    }
    fixture.advance(life.minusSeconds(30));
    act(new TakeTime(in.session(), more));
    fixture.advance(life.minusSeconds(30));
    ActReply last = new ActReply.TimeTaken(end, true);
    assertThat(act(new TakeTime(in.session(), more))).isEqualTo(last);
    fixture.advance(Duration.between(fixture.now(), end));
    assertThat(act(new TakeTime(in.session(), more))).as("to the second").isEqualTo(last);
    fixture.advance(Duration.ofSeconds(1));
    assertThat(act(new IssueAttestation(in.session()))).isEqualTo(new ActReply.SessionOver());
  }

  @Test
  void aLifeThatWasLongStaysLong() {
    String s = loggedIn(MARIE, "73059628").session();
    act(new TakeTime(s, true));
    assertThat(act(new TakeTime(s, false)))
        .isEqualTo(new ActReply.TimeTaken(fixture.now().plus(Duration.ofMinutes(30)), false));
  }

  @Test
  void e3_aValidatedAddressIsChangedOnlyAfterTheCodeWasTypedOnceMore() {
    String s = loggedIn(MARIE, "73059628").session();
    EnterEmail change = new EnterEmail(s, "neuve@exemple.test");
    assertThat(act(change)).as("whatever the screen asked").isInstanceOf(ActReply.Malformed.class);
    assertThat(act(new ConfirmCode(s, "11223344"))).isEqualTo(new ActReply.CodeWrong(4, NOT_YET));
    assertThat(act(change)).isInstanceOf(ActReply.Malformed.class);
    assertThat(fixture.mails()).isEmpty();

    String other = confirmed(MARIE, "73059628");
    assertThat(act(change)).as("another session's").isInstanceOf(ActReply.Malformed.class);
    assertThat(act("hall-2", fixture.now(), new ConfirmCode(s, "73059628")))
        .isEqualTo(new ActReply.SessionOver());
    assertThat(act(new EnterEmail(other, "neuve@exemple.test")))
        .isInstanceOf(ActReply.EmailEntered.class);
    assertThat(fixture.row("SELECT count(*) FROM audit_line WHERE action = 'code.right'"))
        .isEqualTo("1");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void c9_wrongTriesOfTheCodeTypedOnceMoreCountWithThoseOfTheLogIn() {
    for (int wrong = 0; wrong < 2; wrong++) {
      assertThat(logIn(MARIE, "00000000")).isInstanceOf(ActReply.CodeWrong.class);
    }
    fixture.advance(Duration.ofSeconds(1));
    String s = loggedIn(MARIE, "73059628").session();
    Optional<Instant> until = Optional.of(fixture.now().plus(Duration.ofMinutes(1)));
    for (int left = 4; left > 0; left--) {
      assertThat(act(new ConfirmCode(s, "00000000")))
          .isEqualTo(new ActReply.CodeWrong(left, NOT_YET));
    }
    assertThat(act(new ConfirmCode(s, "00000000"))).isEqualTo(new ActReply.CodeWrong(1, until));
    ActReply tooSoon = new ActReply.CodeNotTaken(CodeState.TOO_SOON, until);
    assertThat(act(new ConfirmCode(s, "73059628"))).as("not even the right one").isEqualTo(tooSoon);
    assertThat(logIn(MARIE, "73059628")).isEqualTo(tooSoon);
    assertThat(
            fixture.row(
                "SELECT cardinality(wrong_at) FROM access_code c JOIN insured i"
                    + " ON i.id = c.insured_id WHERE i.surname = 'DURAND'"))
        .as("all of them, for the 25 in a day")
        .isEqualTo("7");
  }

  @Test
  void e3_theCodeIsTypedOnceMoreInASessionThatIsStillOpen() {
    String s = loggedIn(MARIE, "73059628").session();
    Instant opened = fixture.now();
    fixture.advance(Sessions.LIFE.plusSeconds(1));
    assertThat(act(HALL, opened, new ConfirmCode(s, "73059628")))
        .isEqualTo(new ActReply.SessionOver());
    assertThat(act(new ConfirmCode("none", "73059628"))).isEqualTo(new ActReply.SessionOver());
    assertThat(act(new ConfirmCode(s, "0".repeat(51)))).isInstanceOf(ActReply.Malformed.class);
  }

  private ActReply logIn(String nir, String code) {
    return act(new LogIn(UUID.randomUUID(), nir, code));
  }

  private ActReply.LoggedIn loggedIn(String nir, String code) {
    return (ActReply.LoggedIn) logIn(nir, code);
  }

  /// The session of somebody who typed the code once more.
  private String confirmed(String nir, String code) {
    String session = loggedIn(nir, code).session();
    assertThat(act(new ConfirmCode(session, code))).isEqualTo(new ActReply.CodeRight());
    return session;
  }

  private ActReply act(ActContent content) {
    return act(HALL, fixture.now(), content);
  }

  private ActReply act(String kiosk, Instant at, ActContent content) {
    return fixture
        .desk()
        .prepare(kiosk, at, content)
        .compose(effect -> database.inTransaction(effect::apply))
        .await();
  }
}
