package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActContent.LogInMailed;
import kiosk.contract.act.ActContent.MailCode;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.CodeState;
import kiosk.contract.act.ActReply.MailFault;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A code forgotten at a kiosk: what the card alone may have mailed, and what the mailed code
/// opens.
@ExtendWith(CleanDatabase.class)
final class MailedCodesTest {

  private static final String HALL = "hall-1";
  private static final String MARIE = "2840344109528";
  private static final String MARIES_CODE = "73059628";
  private static final String NADIA = "2910675056321";
  private static final String WRONG = "11223344";
  private static final Pattern CODE = Pattern.compile("\n([0-9]{4}) ([0-9]{4})\n");
  private static final ActReply OVER =
      new ActReply.CodeNotTaken(CodeState.EXPIRED, Optional.empty());

  private final AccountFixture fixture;
  private final Database database;

  MailedCodesTest(Database database) {
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
  void c7_aCodeIsMailedToTheValidatedAddressAndOpensOneSession() {
    assertThat(mail(MARIE)).isEqualTo(new ActReply.CodeMailed("m•••e@e•••.test"));
    JsonObject mail = fixture.mails().getLast();
    assertThat(mail.getString("to")).isEqualTo("marie@exemple.test");
    assertThat(logIn(MARIES_CODE))
        .as("the old code lives until the mailed one is used")
        .isInstanceOf(ActReply.LoggedIn.class);

    ActReply in = tried(mailed());
    assertThat(in).isInstanceOf(ActReply.LoggedIn.class);
    assertThat(((ActReply.LoggedIn) in).pending()).containsExactly(ActReply.Step.NEW_CODE);
    assertThat(logIn(MARIES_CODE))
        .as("then it dies")
        .isEqualTo(new ActReply.CodeNotTaken(CodeState.VOID, Optional.empty()));
    assertThat(tried(mailed())).as("once").isEqualTo(OVER);
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void c7_aMailedCodeEndsAllSessionsOfThePortalWhenItIsUsedAndNoneBefore() {
    List<String> portal = List.of(openOnline("DURAND"), openOnline("DURAND"));
    String stranger = openOnline("BENALI");
    mail(MARIE);
    tried(WRONG);
    assertThat(portal).allMatch(this::open);
    assertThat(tried(mailed())).isInstanceOf(ActReply.LoggedIn.class);
    assertThat(portal)
        .as("whoever was in by the old code could choose the new one")
        .noneMatch(this::open);
    assertThat(open(stranger)).as("nobody else's").isTrue();
  }

  @Test
  void c7_withoutAValidatedAddressOrAnAccountNothingIsMailed() {
    assertThat(mail(NADIA)).isEqualTo(new ActReply.CodeNotMailed(MailFault.NO_ADDRESS));
    ActReply none = new ActReply.CodeNotTaken(CodeState.NO_ACCOUNT, Optional.empty());
    assertThat(mail("1660233063017")).isEqualTo(none);
    assertThat(mail("1010101010101")).isEqualTo(none);
    assertThat(mail("7840344109528")).as("I3: a temporary number").isEqualTo(none);
    assertThat(mail("nonsense")).isInstanceOf(ActReply.Malformed.class);
    assertThat(fixture.mails()).isEmpty();
    assertThat(tried(WRONG)).as("nothing was asked for").isEqualTo(OVER);
  }

  @Test
  void c6_c7_threeTriesThenAnotherMustBeAskedFor() {
    mail(MARIE);
    assertThat(tried(WRONG)).isEqualTo(new ActReply.CodeWrong(2, Optional.empty()));
    assertThat(tried(WRONG)).isEqualTo(new ActReply.CodeWrong(1, Optional.empty()));
    assertThat(tried(WRONG)).isEqualTo(new ActReply.CodeNotTaken(CodeState.VOID, Optional.empty()));
    assertThat(tried(mailed())).isEqualTo(OVER);
    assertThat(logIn(MARIES_CODE))
        .as("C9: nothing counts towards a lock")
        .isInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void c6_c7_theCodeLivesThirtyMinutesToTheSecond() {
    mail(MARIE);
    fixture.advance(Duration.ofMinutes(30).plusSeconds(1));
    assertThat(tried(mailed())).isEqualTo(OVER);
    mail(MARIE);
    fixture.advance(Duration.ofMinutes(30));
    assertThat(tried(mailed())).isInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void c7_onlyTheNewestCodeIsTaken() {
    mail(MARIE);
    String older = mailed();
    fixture.advance(Duration.ofSeconds(1));
    mail(MARIE);
    assertThat(tried(older)).isInstanceOf(ActReply.CodeWrong.class);
    assertThat(tried(mailed())).isInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void c7_e8_fiveMailsAnHour() {
    for (int sent = 0; sent < 5; sent++) {
      assertThat(mail(MARIE)).isInstanceOf(ActReply.CodeMailed.class);
      fixture.advance(Duration.ofMinutes(1));
    }
    ActReply enough = new ActReply.CodeNotMailed(MailFault.TOO_MANY_MAILS);
    assertThat(mail(MARIE)).isEqualTo(enough);
    assertThat(tried(mailed())).as("the last one serves").isInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void e8_ofManyMailsAskedForAtOnceFiveAreSent() {
    assertThat(eightAtOnce(() -> new MailCode(UUID.randomUUID(), MARIE)))
        .filteredOn(ActReply.CodeMailed.class::isInstance)
        .hasSize(5);
    assertThat(fixture.mailsWritten()).isEqualTo(5);
  }

  @Test
  void c7_anOpposedCardOpensNothingWhateverCodeIsRight() {
    mail(MARIE);
    database
        .withConnection(
            c ->
                c.query("UPDATE insured SET card_opposed = true WHERE surname = 'DURAND'")
                    .execute())
        .await();
    ActReply opposed = new ActReply.CodeNotTaken(CodeState.OPPOSED, Optional.empty());
    assertThat(tried(mailed())).isEqualTo(opposed);
    assertThat(mail(MARIE)).isEqualTo(opposed);
    assertThat(logIn(MARIES_CODE)).isEqualTo(opposed);
    assertThat(fixture.mails()).hasSize(1);
  }

  @Test
  void c9_theRightCodeUnlocksAnAccountThatWrongTriesHaveLocked() {
    for (int wrong = 0; wrong < 10; wrong++) {
      logIn("00000000");
      fixture.advance(Duration.ofHours(1));
    }
    assertThat(logIn(MARIES_CODE))
        .isEqualTo(new ActReply.CodeNotTaken(CodeState.LOCKED, Optional.empty()));
    mail(MARIE);
    assertThat(tried(mailed())).isInstanceOf(ActReply.LoggedIn.class);
  }

  @Test
  void c7_manyUsesAtOnceAreOneSession() {
    mail(MARIE);
    String code = mailed();
    List<ActReply> replies = eightAtOnce(() -> new LogInMailed(UUID.randomUUID(), MARIE, code));
    assertThat(replies).filteredOn(ActReply.LoggedIn.class::isInstance).hasSize(1);
    assertThat(replies).filteredOn(OVER::equals).hasSize(7);
  }

  /// The slow hashes are done before: what must be exact is the transactions after them.
  private List<ActReply> eightAtOnce(Supplier<ActContent> content) {
    List<VisitDesk.Effect> effects = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      effects.add(fixture.desk().prepare(HALL, fixture.now(), content.get()).await());
    }
    List<Future<ActReply>> replies =
        effects.stream().map(effect -> database.inTransaction(effect::apply)).toList();
    Future.all(replies).await();
    return replies.stream().map(Future::result).toList();
  }

  private String openOnline(String surname) {
    String id = fixture.row("SELECT id FROM insured WHERE surname = '%s'".formatted(surname));
    return database
        .inTransaction(
            tx ->
                new Sessions()
                    .open(
                        tx, Long.parseLong(id), Sessions.PORTAL, UUID.randomUUID(), fixture.now()))
        .await();
  }

  private boolean open(String token) {
    return database
        .withConnection(c -> new Sessions().look(c, token, fixture.now()))
        .await()
        .isPresent();
  }

  private ActReply mail(String nir) {
    return send(new MailCode(UUID.randomUUID(), nir)).await();
  }

  private ActReply tried(String code) {
    return send(new LogInMailed(UUID.randomUUID(), MARIE, code)).await();
  }

  private ActReply logIn(String code) {
    return send(new LogIn(UUID.randomUUID(), MARIE, code)).await();
  }

  private Future<ActReply> send(ActContent content) {
    return fixture
        .desk()
        .prepare(HALL, fixture.now(), content)
        .compose(effect -> database.inTransaction(effect::apply));
  }

  private String mailed() {
    Matcher found = CODE.matcher(fixture.mails().getLast().getString("text"));
    assertThat(found.find()).isTrue();
    return found.group(1) + found.group(2);
  }
}
