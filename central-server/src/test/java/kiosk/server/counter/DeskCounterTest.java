package kiosk.server.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kiosk.contract.Nir;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActReply;
import kiosk.server.account.AccountFixture;
import kiosk.server.attestation.DocumentRegister.VoidReason;
import kiosk.server.counter.DeskCase.CodeView;
import kiosk.server.counter.DeskCounter.Issue;
import kiosk.server.counter.DeskCounter.Search;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.mail.MailLedger.State;
import kiosk.server.online.OnlineLogIn;
import kiosk.server.web.Stay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The desk: find, check, then issue, unlock or deactivate, once and under the agent's name.
@ExtendWith(CleanDatabase.class)
final class DeskCounterTest {

  private static final String MARIE = "2840344109528";
  private static final String LUC = "1770544109044";
  private static final String NOBODY = "2840344109529";
  private static final String DENIS = "denis";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final AccountFixture fixture;
  private final Database database;
  private final DeskCounter counter;

  DeskCounterTest(Database database) {
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
  void c1_aCodeOf4DigitsIsIssuedAfterTheIdentityWasCheckedAndOpensTheAccountFor15Days() {
    UUID id = found("1660233063017");
    assertThat(look(id).code()).isEqualTo(CodeView.NONE);
    assertThat(refusal(issue(id, 0))).isEqualTo(Refusal.NO_IDENTITY);
    check(id, IdentityProof.TELEPHONE);
    assertThat(refusal(issue(id, 0))).as("nobody stands there").isEqualTo(Refusal.NO_IDENTITY);
    check(id, IdentityProof.PASSPORT);

    Issue.Issued sheet = (Issue.Issued) issue(id, 0);
    assertThat(sheet.digits()).matches("[0-9]{4}");
    assertThat(sheet.name()).isEqualTo("PETIT Jean");
    assertThat(sheet.until()).isEqualTo(fixture.now().plus(Duration.ofDays(15)));
    assertThat(look(id).code()).isEqualTo(CodeView.PROVISIONAL);
    assertThat(logIn("1660233063017", sheet.digits())).isInstanceOf(ActReply.LoggedIn.class);
    assertThat(fixture.dump())
        .as("kept hashed only")
        .doesNotContain("PROVISIONAL|" + sheet.digits());
    fixture.advance(Duration.ofDays(15).plusSeconds(1));
    assertThat(logIn("1660233063017", sheet.digits())).isInstanceOf(ActReply.CodeNotTaken.class);
  }

  @Test
  void c1_c2_theCodeBeforeDiesWithTheNewOne() {
    UUID id = checked(MARIE);
    assertThat(logIn(MARIE, "73059628")).isInstanceOf(ActReply.LoggedIn.class);
    issue(id, 0);
    assertThat(logIn(MARIE, "73059628")).isNotInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void c1_e10_whoeverIsInOnlineIsOutWhenTheDeskGivesTheAccountBack() {
    UUID id = checked(MARIE);
    enterOnline();
    assertThat(openSessions()).isEqualTo("1");
    counter.deactivateAddress(DENIS, id, 0).await();
    assertThat(openSessions()).as("the address is gone").isEqualTo("0");
    enterOnline();
    issue(id, 1);
    assertThat(openSessions()).as("the code is gone").isEqualTo("0");
  }

  private void enterOnline() {
    new OnlineLogIn(fixture.parts(), fixture.vault())
        .logIn(Nir.parse(MARIE).orElseThrow(), "73059628", Optional.empty())
        .await();
  }

  private String openSessions() {
    return fixture.row("SELECT count(*) FROM kiosk_session WHERE closed_at IS NULL");
  }

  @Test
  void c1_digitsAreNotChosen() {
    UUID id = checked(MARIE);
    List<String> codes =
        IntStream.range(0, 12)
            .mapToObj(turn -> ((Issue.Issued) issue(id, turn)).digits())
            .distinct()
            .toList();
    assertThat(codes).as("12 codes of 10,000").hasSizeGreaterThan(8);
  }

  @Test
  void aFormThatIsSentTenTimesAtOnceIssuesOneCode() {
    UUID id = checked(MARIE);
    List<Future<Issue>> all =
        Stream.generate(() -> counter.issueCode(DENIS, id, 0)).limit(10).toList();
    Future.all(all).await();
    assertThat(all.stream().map(Future::result).filter(Issue.Issued.class::isInstance)).hasSize(1);
    assertThat(all.stream().map(Future::result).filter(Issue.Refused.class::isInstance))
        .hasSize(9)
        .allSatisfy(no -> assertThat(refusal(no)).isEqualTo(Refusal.DONE_BEFORE));
    assertThat(fixture.row("SELECT count(*) FROM audit_line WHERE action = 'code.issued'"))
        .isEqualTo("1");
  }

  @Test
  void c9_aLockedCodeIsUnlockedAndItsTriesBeginAgain() {
    UUID id = checked(LUC);
    assertThat(look(id).code()).isEqualTo(CodeView.LOCKED);
    assertThat(logIn(LUC, "73059628")).isInstanceOf(ActReply.CodeNotTaken.class);
    assertThat(counter.unlock(DENIS, id, 0).await()).isEmpty();
    assertThat(look(id).code()).isEqualTo(CodeView.PERSONAL);
    assertThat(logIn(LUC, "73059628")).isInstanceOf(ActReply.LoggedIn.class);
    assertThat(counter.unlock(DENIS, id, 1).await()).contains(Refusal.NOTHING);
    assertThat(counter.unlock(DENIS, id, 0).await()).contains(Refusal.DONE_BEFORE);
  }

  @Test
  void c9_aWaitIsLiftedByTheDesk() {
    for (int i = 0; i < 5; i++) {
      logIn(MARIE, "00000000");
    }
    UUID id = checked(MARIE);
    assertThat(look(id).code()).isEqualTo(CodeView.WAITING);
    assertThat(look(id).codeWait()).contains(fixture.now().plusSeconds(60));
    assertThat(counter.unlock(DENIS, id, 0).await()).isEmpty();
    assertThat(logIn(MARIE, "73059628")).isInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void e10_aValidatedAddressIsDeactivatedAndToldSoAndAnotherCanBeEntered() {
    UUID id = found(MARIE);
    assertThat(look(id).validatedEmail()).contains("m•••e@e•••.test");
    assertThat(counter.deactivateAddress(DENIS, id, 0).await()).contains(Refusal.NO_IDENTITY);
    check(id, IdentityProof.TELEPHONE);
    assertThat(counter.deactivateAddress(DENIS, id, 0).await()).isEmpty();
    assertThat(look(id).validatedEmail()).isEmpty();
    assertThat(fixture.mails())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.getString("to")).isEqualTo("marie@exemple.test");
              assertThat(mail.getString("text")).contains("désactivé", "Prévenez votre caisse");
            });
    assertThat(counter.deactivateAddress(DENIS, id, 1).await()).contains(Refusal.NOTHING);
    fixture.enter("DURAND", "nouvelle@exemple.test");
    assertThat(look(id).waitingEmail()).contains("n•••e@e•••.test");
  }

  @Test
  void theAgentSeesThatTheLastMailDidNotArriveUntilAnotherHas() {
    UUID id = found("2910675056321");
    fixture.enter("BENALI", "nouvelle@exemple.test");
    assertThat(look(id).mailTrouble()).as("on its way").isEmpty();
    fixture.row("UPDATE mail_outbox SET last_fault = '451' RETURNING 1");
    assertThat(look(id).mailTrouble()).contains(State.WAITING);
    fixture.enter("BENALI", "deuxieme@exemple.test");
    assertThat(look(id).mailTrouble()).as("a newer one took its place").isEmpty();
    for (State state : List.of(State.BOUNCED, State.GIVEN_UP, State.EXPIRED)) {
      fixture.row("UPDATE mail_outbox SET state = '%s' RETURNING 1".formatted(state));
      assertThat(look(id).mailTrouble()).contains(state);
      fixture.enter("BENALI", state.name().toLowerCase(Locale.ROOT) + "@exemple.test");
      assertThat(look(id).mailTrouble()).as("another on its way").contains(state);
      fixture.row("UPDATE mail_outbox SET state = 'SENT' WHERE state = 'WAITING' RETURNING 1");
      assertThat(look(id).mailTrouble()).as("the other has left").isEmpty();
    }
  }

  @Test
  void i1_i3_aPersonIsFoundBy13Or15CharactersAndATemporaryNumberIsNamed() {
    assertThat(find("2 84 03 44 109 528 61")).isInstanceOf(Search.Found.class);
    assertThat(find(MARIE + "00")).as("a wrong key").isEqualTo(new Search.NotANumber());
    assertThat(find("<script>")).isEqualTo(new Search.NotANumber());
    assertThat(find("3840344109528")).isEqualTo(new Search.Temporary());
    assertThat(find(NOBODY)).isEqualTo(new Search.Unknown());
  }

  @Test
  void aCaseIsOneAgentsUntilItIsClosedOrNotUsedForHalfAnHour() {
    UUID id = checked(MARIE);
    assertThat(counter.look("alice", id).await()).isEmpty();
    assertThat(counter.stay("alice", id, true).await()).isEmpty();
    assertThat(counter.unlock("alice", id, 0).await()).contains(Refusal.OVER);
    fixture.advance(HALF_AN_HOUR.minusSeconds(1));
    assertThat(stay(id)).contains(new Stay(fixture.now().plusSeconds(1), SECOND, false));
    fixture.advance(SECOND);
    assertThat(stay(id)).as("at its end").contains(new Stay(fixture.now(), Duration.ZERO, false));
    fixture.advance(SECOND);
    assertThat(stay(id)).isEmpty();
    assertThat(counter.look(DENIS, id).await()).isEmpty();
    assertThat(refusal(issue(id, 0))).isEqualTo(Refusal.OVER);
    UUID other = checked(MARIE);
    counter.close(DENIS, other).await();
    assertThat(counter.look(DENIS, other).await()).isEmpty();
  }

  @Test
  void everyUseOfACaseLetsItLiveOnAndALookOfTheScriptDoesNot() {
    UUID id = found(LUC);
    List<Runnable> uses =
        List.of(
            () -> look(id),
            () -> check(id, IdentityProof.PASSPORT),
            () -> counter.unlock(DENIS, id, 0).await(),
            () -> counter.stay(DENIS, id, true).await());
    for (Runnable use : uses.subList(0, 3)) {
      fixture.advance(HALF_AN_HOUR.minusSeconds(1));
      use.run();
      assertThat(stay(id).orElseThrow().left()).isEqualTo(HALF_AN_HOUR);
    }
    fixture.advance(Duration.ofMinutes(10));
    assertThat(stay(id).orElseThrow().left()).isEqualTo(Duration.ofMinutes(20));
    assertThat(stay(id).orElseThrow().left()).isEqualTo(Duration.ofMinutes(20));
    uses.getLast().run();
    assertThat(stay(id).orElseThrow().left()).isGreaterThan(Duration.ofMinutes(20));
  }

  @Test
  void aCaseEndsAfterTwoHoursWhateverIsDone() {
    UUID id = found(MARIE);
    Instant end = fixture.now().plus(Duration.ofHours(2));
    for (int used = 0; used < 6; used++) {
      assertThat(stay(id).orElseThrow().last()).isFalse();
      fixture.advance(Duration.ofMinutes(17));
      look(id);
    }
    assertThat(stay(id)).contains(new Stay(end, Duration.ofMinutes(18), true));
    fixture.advance(Duration.ofMinutes(18).minusSeconds(1));
    assertThat(look(id).stay()).isEqualTo(new Stay(end, SECOND, true));
    fixture.advance(SECOND);
    assertThat(look(id).stay()).isEqualTo(new Stay(end, Duration.ZERO, true));
    fixture.advance(SECOND);
    assertThat(counter.look(DENIS, id).await()).isEmpty();
  }

  private Optional<Stay> stay(UUID id) {
    return counter.stay(DENIS, id, false).await();
  }

  @Test
  void everyStepIsInTheAuditTrailUnderTheAgentsNameWithoutTheNumber() {
    UUID id = checked(MARIE);
    find(NOBODY);
    issue(id, 0);
    counter.deactivateAddress(DENIS, id, 1).await();
    assertThat(
            fixture.row(
                "SELECT string_agg(action, ' ' ORDER BY number) FROM audit_line"
                    + " WHERE actor = 'desk:denis'"))
        .isEqualTo("desk.opened desk.identity desk.searched code.issued email.deactivated");
    UUID luc = checked(LUC);
    counter.unlock(DENIS, luc, 0).await();
    counter.close(DENIS, luc).await();
    counter.close(DENIS, luc).await();
    assertThat(
            fixture.row(
                "SELECT string_agg(action, ' ' ORDER BY number) FROM audit_line a"
                    + " JOIN insured i ON i.id = a.insured_id WHERE i.surname = 'ROUX'"))
        .as("closed once")
        .isEqualTo("desk.opened desk.identity code.unlocked desk.closed");
    assertThat(fixture.row("SELECT detail FROM audit_line WHERE action = 'desk.identity' LIMIT 1"))
        .isEqualTo("IDENTITY_CARD");
    assertThat(fixture.row("SELECT string_agg(t::text, '') FROM audit_line t"))
        .doesNotContain(MARIE, NOBODY, "DURAND");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void whatIsSearchedInVainOrRefusedIsInTheAuditTrailTooWithoutWhatWasTyped() {
    for (String typed : List.of(NOBODY, "3840344109528", MARIE + "00", "<script>")) {
      find(typed);
    }
    assertThat(details("desk.searched")).isEqualTo("nobody temporary malformed malformed");

    UUID id = found(MARIE);
    issue(id, 0);
    check(id, IdentityProof.PASSPORT);
    counter.unlock(DENIS, id, 0).await();
    counter.deactivateAddress(DENIS, id, 0).await();
    counter.deactivateAddress(DENIS, id, 1).await();
    counter.deactivateAddress(DENIS, id, 2).await();
    fixture.advance(HALF_AN_HOUR.plus(SECOND));
    counter.checkIdentity(DENIS, id, IdentityProof.PASSPORT).await();
    counter.withdraw(DENIS, "none", VoidReason.SPOILED).await();
    assertThat(details("desk.refused"))
        .isEqualTo("NO_IDENTITY NOTHING DONE_BEFORE NOTHING OVER NOTHING");
    assertThat(fixture.row("SELECT string_agg(t::text, '') FROM audit_line t"))
        .doesNotContain(MARIE, NOBODY, "3840344109528", "script");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  private String details(String action) {
    return fixture.row(
        "SELECT string_agg(detail, ' ' ORDER BY number) FROM audit_line"
            + " WHERE actor = 'desk:denis' AND action = '%s'".formatted(action));
  }

  private Search find(String typed) {
    return counter.find(DENIS, typed).await();
  }

  private UUID found(String nir) {
    return ((Search.Found) find(nir)).id();
  }

  private UUID checked(String nir) {
    UUID id = found(nir);
    check(id, IdentityProof.IDENTITY_CARD);
    return id;
  }

  private void check(UUID id, IdentityProof proof) {
    assertThat(counter.checkIdentity(DENIS, id, proof).await()).isEmpty();
  }

  private DeskCase look(UUID id) {
    Optional<DeskCase> person = counter.look(DENIS, id).await();
    return person.orElseThrow();
  }

  private Issue issue(UUID id, int turn) {
    return counter.issueCode(DENIS, id, turn).await();
  }

  private static Refusal refusal(Issue issue) {
    return ((Issue.Refused) issue).why();
  }

  private ActReply logIn(String nir, String code) {
    LogIn act = new LogIn(UUID.randomUUID(), nir, code);
    Instant now = fixture.now();
    return fixture
        .desk()
        .prepare("hall-1", now, act)
        .compose(effect -> database.inTransaction(effect::apply))
        .await();
  }
}
