package kiosk.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.mail.SmtpSender.NotSentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Mails from the outbox to a real SMTP server.
@ExtendWith(CleanDatabase.class)
final class MailRoundTest {

  private static final Duration GIVE_UP_AFTER = Duration.ofDays(2);
  private static final Duration SHORT_STEP = Duration.ofMillis(500);

  private final AccountFixture fixture;
  private final Database database;
  private final List<MailRound> rounds = new ArrayList<>();
  private PostOffice office = new PostOffice(Optional.empty());

  MailRoundTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    rounds.forEach(round -> round.close().await());
    office.close();
    fixture.close();
  }

  @Test
  void e5_c8_theConfirmationMailIsWhatTheRuleSays() throws Exception {
    fixture.enter("BENALI", "nadia@exemple.test");
    start(office.port());
    PostOffice.Mail mail = office.next();
    assertThat(mail.recipient()).isEqualTo("nadia@exemple.test");
    assertThat(mail.message().getSubject())
        .isEqualTo("Votre compte ameli - Confirmation de votre adresse mail");
    assertThat(mail.sender()).isEqualTo("Votre Assurance Maladie <ne-pas-repondre@exemple.test>");
    assertThat(mail.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.message().getContentType()).startsWith("multipart/alternative");
    String link = "https://exemple.test/confirmation/";
    assertThat(mail.part("text/plain"))
        .contains(link, "jamais votre code par téléphone", "Prévenez votre caisse", "automatique");
    assertThat(mail.part("text/html"))
        .contains("Confirmer mon email", link, "jamais votre code par téléphone", "automatique")
        .containsOnlyOnce("<a href=")
        .doesNotContain("<img", "<script", "url(", "http://");
    fixture.advance(Duration.ofMillis(1));
    settled("SENT", 1);
    assertThat(fixture.row("SELECT count(sealed) FROM mail_outbox"))
        .as("what was said is erased")
        .isEqualTo("0");
  }

  @Test
  void mailsOfOneAccountKeepTheirOrderAndTheirIdOverFailures() throws Exception {
    int port = office.port();
    office.close();
    fixture.enter("DURAND", "neuve@exemple.test");
    String ids = fixture.row("SELECT string_agg(message_id, ' ' ORDER BY id) FROM mail_outbox");
    start(port);
    settled("WAITING' AND tries = 1 AND last_fault IS NOT NULL AND state = 'WAITING", 1);
    office = new PostOffice(port, Optional.empty());
    fixture.advance(Duration.ofSeconds(6));
    PostOffice.Mail first = office.next();
    PostOffice.Mail second = office.next();
    assertThat(first.recipient()).isEqualTo("neuve@exemple.test");
    assertThat(second.recipient()).isEqualTo("marie@exemple.test");
    assertThat(first.message().getMessageID() + " " + second.message().getMessageID())
        .isEqualTo(ids);
  }

  @Test
  void aRoundThatEndsInTheMiddleLeavesNoMailWithNobody() throws Exception {
    int all = writeMany();
    for (int ended = 0; ended < 8; ended++) {
      start(office.port());
      office.next();
      rounds.getLast().close().await();
    }
    start(office.port());
    settled("SENT", all);
  }

  private int writeMany() {
    for (int i = 0; i < 18; i++) {
      deposit("DURAND");
      deposit("MOREL");
    }
    return fixture.mails().size();
  }

  @Test
  void severalNodesShareTheOutboxAndEachMailIsSentOnce() throws Exception {
    int all = writeMany();
    assertThat(all).isEqualTo(36);
    for (int node = 0; node < 3; node++) {
      start(office.port());
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      ids.add(office.next().message().getMessageID());
    }
    assertThat(ids).doesNotHaveDuplicates();
    settled("SENT", all);
    assertThat(office.waiting()).isZero();
  }

  @Test
  void e8_aNewerLinkEndsTheOneThatTheRelayPutOffAndLeavesAtOnce() throws Exception {
    fixture.enter("BENALI", "plus-tard@exemple.test");
    start(office.port());
    settled("WAITING' AND last_fault LIKE '%451%' AND state = 'WAITING", 1);
    fixture.enter("BENALI", "nadia@exemple.test");
    assertThat(office.next().recipient()).isEqualTo("nadia@exemple.test");
    settled("SENT", 1);
    settled("SUPERSEDED", 1);
    fixture.advance(Duration.ofDays(1));
    deposit("DURAND");
    assertThat(office.next().recipient()).as("the older one is never sent").startsWith("marie@");
    assertThat(fixture.row("SELECT count(sealed) FROM mail_outbox WHERE state = 'SUPERSEDED'"))
        .as("what it said is erased")
        .isEqualTo("0");
  }

  @Test
  void c6_aNewerCodeEndsTheOlderButNoMailOfAnotherKind() throws Exception {
    fixture.enter("DURAND", "neuve@exemple.test");
    code("DURAND", "11112222");
    deposit("DURAND");
    code("DURAND", "33334444");
    start(office.port());
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      said.add(office.next().part("text/plain"));
    }
    assertThat(said.get(0)).contains("/confirmation/");
    assertThat(said.get(1)).contains("n•••e@e•••.test");
    assertThat(said.get(2)).contains("vient d'arriver");
    assertThat(said.get(3)).contains("3333 4444");
    settled("SUPERSEDED", 1);
  }

  @Test
  void c6_aCodeThatExpiresBeforeItCanLeaveIsNotSentAndHoldsUpNothing() throws Exception {
    fixture.row("UPDATE email_address SET address = 'plus-tard@exemple.test' RETURNING 1");
    code("DURAND", "11112222");
    start(office.port());
    settled("WAITING' AND last_fault LIKE '%451%' AND state = 'WAITING", 1);
    fixture.row("UPDATE email_address SET address = 'marie@exemple.test' RETURNING 1");
    deposit("DURAND");
    fixture.advance(Duration.ofMinutes(30).minusSeconds(1));
    settled("WAITING' AND tries = 2 AND due_at <= '2026-03-20T08:30:00Z", 1);
    fixture.advance(Duration.ofSeconds(1));
    assertThat(office.next().part("text/plain")).contains("vient d'arriver");
    settled("EXPIRED", 1);
    settled("SENT", 1);
    assertThat(office.waiting()).as("the code").isZero();
  }

  @Test
  void aMailThatNoRelayTakesIsGivenUpAfterTheDaysOfTheSettingAndSeen() throws Exception {
    int port = office.port();
    office.close();
    fixture.enter("BENALI", "nadia@exemple.test");
    start(port);
    settled("WAITING' AND tries = 1 AND last_fault IS NOT NULL AND state = 'WAITING", 1);
    fixture.advance(GIVE_UP_AFTER);
    settled("GIVEN_UP", 1);
    assertThat(fixture.row("SELECT last_fault FROM mail_outbox")).contains("Exception");
  }

  @Test
  void aMailboxThatDoesNotExistIsNotTriedAgain() throws Exception {
    fixture.enter("BENALI", "inconnue@exemple.test");
    start(office.port());
    settled("GIVEN_UP", 1);
    assertThat(fixture.row("SELECT last_fault || ' ' || tries FROM mail_outbox"))
        .contains("553 1")
        .doesNotContain("inconnue@");
  }

  @Test
  void aSilentRelayCostsATimeOutAndNoMore() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      SmtpSender sender =
          new SmtpSender(
              AccountFixture.relay(silent.getLocalPort()),
              new Letters().senderName(),
              Optional.empty(),
              SHORT_STEP);
      assertThatThrownBy(() -> sender.send(waiting(), fixture.now()))
          .isInstanceOf(NotSentException.class);
    }
  }

  @Test
  void startTlsIsTakenFromATrustedRelayOfTheRightNameOnly() throws Exception {
    SSLContext rightName = TestTls.server("127.0.0.1");
    try (PostOffice secure = new PostOffice(Optional.of(rightName))) {
      sender(secure.port(), true, Optional.of(TestTls.trusting(rightName)))
          .send(waiting(), fixture.now());
      assertThat(secure.next().recipient()).isEqualTo("nadia@exemple.test");
      assertThatThrownBy(
              () -> sender(secure.port(), true, Optional.empty()).send(waiting(), fixture.now()))
          .as("an unknown authority")
          .isInstanceOf(NotSentException.class);
    }
    SSLContext otherName = TestTls.server("autre.test");
    try (PostOffice other = new PostOffice(Optional.of(otherName))) {
      SmtpSender sender = sender(other.port(), true, Optional.of(TestTls.trusting(otherName)));
      assertThatThrownBy(() -> sender.send(waiting(), fixture.now()))
          .as("a certificate for another name")
          .isInstanceOf(NotSentException.class);
    }
    assertThatThrownBy(
            () -> sender(office.port(), true, Optional.empty()).send(waiting(), fixture.now()))
        .as("a relay without STARTTLS")
        .isInstanceOf(NotSentException.class);
  }

  @Test
  void thePausesDoubleUpToAnHour() {
    assertThat(MailRound.pause(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(MailRound.pause(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(MailRound.pause(10)).isEqualTo(Duration.ofMinutes(42).plusSeconds(40));
    assertThat(MailRound.pause(11)).isEqualTo(Duration.ofHours(1));
    assertThat(MailRound.pause(500)).isEqualTo(Duration.ofHours(1));
  }

  private void deposit(String surname) {
    long id = insured(surname);
    assertThat(database.inTransaction(tx -> fixture.deposits().deposited(tx, id)).await()).isTrue();
  }

  private void code(String surname, String code) {
    long id = insured(surname);
    Duration life = CodeLimits.STANDARD.mailedLife();
    assertThat(database.inTransaction(tx -> fixture.emails().mailCode(tx, id, code, life)).await())
        .isTrue();
  }

  private long insured(String surname) {
    return Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = '" + surname + "'"));
  }

  private void start(int port) {
    MailRound round =
        new MailRound(
            fixture.vertx(),
            database,
            fixture.outbox(),
            sender(port, false, Optional.empty()),
            GIVE_UP_AFTER,
            fixture.clock());
    rounds.add(round);
    round.start();
  }

  /// Waits until this many mails are in a state.
  private void settled(String state, int count) throws InterruptedException {
    String sql = "SELECT count(*) FROM mail_outbox WHERE state = '" + state + "'";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!fixture.row(sql).equals(Integer.toString(count))) {
      assertThat(System.nanoTime()).as("still not %s", state).isLessThan(end);
    }
  }

  private Outbox.Waiting waiting() {
    return new Outbox.Waiting(
        1,
        "<1@exemple.test>",
        "nadia@exemple.test",
        new Letters().confirmation("https://exemple.test/x", 7),
        fixture.now(),
        Optional.empty(),
        1);
  }

  private static SmtpSender sender(int port, boolean startTls, Optional<SSLSocketFactory> trust) {
    Relay plain = AccountFixture.relay(port);
    Relay relay =
        new Relay(plain.host(), port, startTls, plain.user(), plain.password(), plain.from());
    return new SmtpSender(relay, new Letters().senderName(), trust, SmtpSender.STEP);
  }
}
