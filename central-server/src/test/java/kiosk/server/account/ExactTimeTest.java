package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.contract.Nir;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActContent.LogInMailed;
import kiosk.contract.act.ActContent.MailCode;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeState;
import kiosk.server.accesscode.CodeStanding.Gate;
import kiosk.server.copycode.CopyCodes;
import kiosk.server.copycode.Speech;
import kiosk.server.counter.DeskCounter;
import kiosk.server.counter.IdentityProof;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk.Entry;
import kiosk.server.mail.MailRound;
import kiosk.server.online.ForgottenCodes;
import kiosk.server.online.Identity;
import kiosk.server.online.LogInOutcome;
import kiosk.server.staff.LogInResult;
import kiosk.server.staff.Role;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.staff.StaffSession;
import kiosk.server.staff.StaffSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every limit of time a second before, at it and a second after, also where the clocks of France
/// change and over a leap day: a day is 24 hours, an hour is 60 minutes.
@ExtendWith(CleanDatabase.class)
final class ExactTimeTest {

  private static final String HALL = "hall-1";
  private static final Nir MARIE = new Nir("2840344109528");
  private static final String MARIES_CODE = "73059628";
  private static final String WRONG = "11223344";
  private static final String AGENT = "denis";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Pattern MAILED = Pattern.compile("\n([0-9]{4}) ([0-9]{4})\n");
  private static final ActReply OVER =
      new ActReply.CodeNotTaken(CodeState.EXPIRED, Optional.empty());

  private final AccountFixture fixture;
  private final Database database;

  ExactTimeTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  /// An ordinary day, and half a minute before: the hour that comes twice, the hour that is left
  /// out, the last day of a leap year's February.
  static List<Instant> starts() {
    return List.of(
        Instant.parse("2026-06-10T10:00:00Z"),
        Instant.parse("2026-10-25T00:59:30Z"),
        Instant.parse("2027-03-28T00:59:30Z"),
        Instant.parse("2028-02-28T23:59:30Z"));
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @MethodSource("starts")
  void c1_aDesksCodeLivesFifteenDaysToTheSecond(Instant start) {
    at(start);
    DeskCounter counter = fixture.counter();
    DeskCounter.Search.Found found =
        (DeskCounter.Search.Found) counter.find(AGENT, MARIE.number()).await();
    counter.checkIdentity(AGENT, found.id(), IdentityProof.PASSPORT).await();
    DeskCounter.Issue.Issued sheet =
        (DeskCounter.Issue.Issued) counter.issueCode(AGENT, found.id(), 0).await();
    Instant end = start.plus(Duration.ofDays(15));
    assertThat(sheet.until()).as("printed on the sheet").isEqualTo(end);
    for (Instant good : List.of(end.minus(SECOND), end)) {
      at(good);
      assertThat(logIn(sheet.digits())).as("at %s", good).isInstanceOf(ActReply.LoggedIn.class);
    }
    at(end.plus(SECOND));
    assertThat(logIn(sheet.digits())).isEqualTo(OVER);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void c7_theCodeThatACardHasMailedLivesThirtyMinutesToTheSecond(Instant start) {
    at(start);
    act(new MailCode(UUID.randomUUID(), MARIE.number()));
    Instant end = start.plus(Duration.ofMinutes(30));
    at(end.minus(SECOND));
    assertThat(tryMailed(WRONG)).as("looked at").isEqualTo(wrong(2));
    at(end);
    assertThat(tryMailed(WRONG)).as("still looked at").isEqualTo(wrong(1));
    at(end.plus(SECOND));
    assertThat(tryMailed(mailed())).isEqualTo(OVER);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void c6_theMailedCodeOfThePortalLivesThirtyMinutesToTheSecond(Instant start) {
    at(start);
    ForgottenCodes codes = new ForgottenCodes(fixture.parts());
    String request = codes.request(new Identity("Durand", MARIE, "19840317", "44000")).await();
    Instant end = start.plus(Duration.ofMinutes(30));
    at(end.minus(SECOND));
    assertThat(codes.use(request, WRONG).await()).isEqualTo(wrongOnline(2));
    at(end);
    assertThat(codes.use(request, WRONG).await()).isEqualTo(wrongOnline(1));
    at(end.plus(SECOND));
    assertThat(codes.use(request, mailed()).await())
        .isEqualTo(new LogInOutcome.Closed(new Gate.Expired()));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void c6_aCodeToCopyLivesFiveMinutesToTheSecond(Instant start) {
    at(start);
    CopyCodes codes =
        new CopyCodes(
            fixture.vertx(),
            database,
            fixture.vault(),
            Speech.find("/nowhere"),
            Duration.ofMinutes(5),
            fixture.clock());
    List<UUID> made = List.of(codes.make().await(), codes.make().await(), codes.make().await());
    List<String> read = made.stream().map(this::copied).toList();
    Instant end = start.plus(Duration.ofMinutes(5));
    at(end.minus(SECOND));
    assertThat(codes.take(made.get(0), read.get(0)).await()).isTrue();
    at(end);
    assertThat(codes.picture(made.get(1)).await()).isPresent();
    assertThat(codes.take(made.get(1), read.get(1)).await()).isTrue();
    at(end.plus(SECOND));
    assertThat(codes.picture(made.get(2)).await()).isEmpty();
    assertThat(codes.take(made.get(2), read.get(2)).await()).isFalse();
    codes.close().await();
  }

  @ParameterizedTest
  @MethodSource("starts")
  void c9_theFirstWaitIsAMinuteToTheSecond(Instant start) {
    at(start);
    fixture.row("UPDATE access_code SET wrong_in_row = 4 RETURNING 1");
    Instant end = start.plus(Duration.ofMinutes(1));
    assertThat(logIn(WRONG)).isEqualTo(new ActReply.CodeWrong(1, Optional.of(end)));
    at(end.minus(SECOND));
    assertThat(logIn(MARIES_CODE))
        .isEqualTo(new ActReply.CodeNotTaken(CodeState.TOO_SOON, Optional.of(end)));
    for (Instant free : List.of(end, end.plus(SECOND))) {
      at(free);
      assertThat(logIn(MARIES_CODE)).as("at %s", free).isInstanceOf(ActReply.LoggedIn.class);
    }
  }

  @ParameterizedTest
  @MethodSource("starts")
  void c9_theTwentyFifthWrongTryLocksWithinTwentyFourHoursToTheSecond(Instant start) {
    Instant end = start.plus(Duration.ofHours(24));
    triedWrongly(24, start);
    at(end.minus(SECOND));
    assertThat(logIn(WRONG))
        .isEqualTo(new ActReply.CodeNotTaken(CodeState.LOCKED, Optional.empty()));
    for (Instant after : List.of(end, end.plus(SECOND))) {
      triedWrongly(24, start);
      at(after);
      assertThat(logIn(WRONG)).as("at %s", after).isEqualTo(wrong(4));
    }
  }

  @ParameterizedTest
  @MethodSource("starts")
  void e8_theSixthMailOfAnHourWaitsForItsEndToTheSecond(Instant start) {
    at(start);
    for (int mail = 1; mail <= 5; mail++) {
      assertThat(enter("nadia" + mail)).isInstanceOf(Entry.Sent.class);
    }
    Instant end = start.plus(Duration.ofHours(1));
    at(end.minus(SECOND));
    assertThat(enter("nadia6")).isEqualTo(new Entry.TooManyMails());
    for (Instant after : List.of(end, end.plus(SECOND))) {
      at(after);
      assertThat(enter("nadia7")).as("at %s", after).isInstanceOf(Entry.Sent.class);
    }
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aMailIsGivenUpOnceItsNextTryWouldComeLaterThanThreeDaysToTheSecond(Instant start)
      throws IOException {
    at(start);
    enter("nadia");
    Instant last = start.plus(Duration.ofDays(3)).minus(FIRST_PAUSE);
    for (Instant tried : List.of(last.minus(SECOND), last)) {
      at(tried);
      assertThat(stateAfterATry()).as("at %s", tried).isEqualTo("WAITING");
      fixture.row(
          "UPDATE mail_outbox SET tries = 0, due_at = created_at, last_fault = NULL RETURNING 1");
    }
    at(last.plus(SECOND));
    assertThat(stateAfterATry()).isEqualTo("GIVEN_UP");
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aStaffSessionIsFreshForTenMinutesAndEndsAfterFifteenIdleOrEightHours(Instant start) {
    at(start);
    StaffDirectory staff =
        new StaffDirectory(database, fixture.hasher(), fixture.vault(), fixture.clock());
    staff.put(AGENT, Role.DESK, "a long enough one").await();
    StaffSessions sessions =
        new StaffSessions(database, staff, fixture.clock(), new SecureRandom());
    String token =
        ((LogInResult.Welcome) sessions.logIn(AGENT, "a long enough one", "192.0.2.1").await())
            .token();
    StaffSession session = sessions.find(token, false).await().orElseThrow();
    endsAt(start.plus(Duration.ofMinutes(10)), () -> sessions.fresh(session));
    endsAt(
        start.plus(Duration.ofMinutes(15)), () -> sessions.find(token, false).await().isPresent());
    at(start);
    for (int used = 0; used < 47; used++) {
      fixture.advance(Duration.ofMinutes(10));
      assertThat(sessions.find(token, true).await()).isPresent();
    }
    endsAt(start.plus(Duration.ofHours(8)), () -> sessions.find(token, false).await().isPresent());
  }

  /// At its end it is there still, as all that lives for a time; a second later it is not.
  private void endsAt(Instant end, BooleanSupplier there) {
    for (Instant good : List.of(end.minus(SECOND), end)) {
      at(good);
      assertThat(there.getAsBoolean()).as("at %s", good).isTrue();
    }
    at(end.plus(SECOND));
    assertThat(there.getAsBoolean()).as("a second after %s", end).isFalse();
  }

  private void at(Instant moment) {
    fixture.advance(Duration.between(fixture.now(), moment));
  }

  private void triedWrongly(int times, Instant when) {
    fixture.row(
        "UPDATE access_code SET wrong_in_row = 0, locked = false, wait_until = NULL,"
            + " wrong_at = array_fill('%s'::timestamptz, ARRAY[%d]) RETURNING 1"
                .formatted(when, times));
  }

  private Entry enter(String name) {
    return fixture.enter("BENALI", name + "@exemple.test");
  }

  /// What becomes of the only mail when nobody listens where it is sent.
  private String stateAfterATry() throws IOException {
    MailRound round =
        new MailRound(
            fixture.vertx(),
            database,
            fixture.outbox(),
            AccountFixture.relay(deafPort()),
            Duration.ofDays(3),
            fixture.clock());
    round.start();
    String fault = "SELECT last_fault IS NOT NULL FROM mail_outbox";
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!fixture.row(fault).equals("true")) {
      assertThat(System.nanoTime()).as("still not tried").isLessThan(patience);
    }
    round.close().await();
    assertThat(fixture.row("SELECT tries FROM mail_outbox")).isEqualTo("1");
    return fixture.row("SELECT state FROM mail_outbox");
  }

  private static int deafPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private String copied(UUID id) {
    String sealed =
        fixture.row("SELECT encode(sealed, 'hex') FROM copy_code WHERE id = '%s'".formatted(id));
    return fixture.vault().openText("copy code", HexFormat.of().parseHex(sealed));
  }

  private String mailed() {
    Matcher found = MAILED.matcher(fixture.mails().getLast().getString("text"));
    assertThat(found.find()).isTrue();
    return found.group(1) + found.group(2);
  }

  private static ActReply wrong(int left) {
    return new ActReply.CodeWrong(left, Optional.empty());
  }

  private static LogInOutcome wrongOnline(int left) {
    return new LogInOutcome.Wrong(left, Optional.empty());
  }

  private ActReply logIn(String code) {
    return act(new LogIn(UUID.randomUUID(), MARIE.number(), code));
  }

  private ActReply tryMailed(String code) {
    return act(new LogInMailed(UUID.randomUUID(), MARIE.number(), code));
  }

  private ActReply act(ActContent content) {
    return fixture
        .desk()
        .prepare(HALL, fixture.now(), content)
        .compose(effect -> database.inTransaction(effect::apply))
        .await();
  }
}
