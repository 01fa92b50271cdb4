package kiosk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.AcceptTerms;
import kiosk.contract.act.ActContent.ChooseCode;
import kiosk.contract.act.ActContent.ConsentAnswer;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.contract.act.ActContent.EnterEmail;
import kiosk.contract.act.ActContent.LogIn;
import kiosk.contract.act.ActContent.ResendEmail;
import kiosk.contract.act.ActContent.SaveContact;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.EmailFault;
import kiosk.contract.act.ActReply.EmailLink;
import kiosk.contract.act.ActReply.Step;
import kiosk.contract.act.ActReply.WaitingEmail;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.email.EmailPolicy;
import kiosk.server.email.LinkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An address that was given at a kiosk and not confirmed: what the next log-in there says of it.
@ExtendWith(CleanDatabase.class)
final class WaitingEmailTest {

  private static final String HALL = "hall-1";
  private static final String NADIA = "2910675056321";
  private static final String CODE = "93618472";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Optional<String> MASKED = Optional.of("n•••a@e•••.test");

  private final AccountFixture fixture;
  private final Database database;

  WaitingEmailTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void nadiaHasGivenAnAddress() {
    fixture.plant();
    String session = logIn("4821").session();
    act(new AcceptTerms(session, AccountFixture.TERMS));
    act(new ChooseCode(session, CODE));
    ConsentAnswer answer = new ConsentAnswer(ConsentKind.EMAIL, false, "wording");
    act(new SaveContact(session, Optional.of("0639980199"), Optional.empty(), List.of(answer)));
    assertThat(act(new EnterEmail(session, "nadia@exemple.test"))).isEqualTo(sent());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void e7_theLinkIsActiveForSevenDaysAndTheAddressWaitsForTwentyOneToTheSecond() {
    fixture.advance(Duration.ofDays(7));
    assertThat(logIn(CODE).waitingEmail()).contains(new WaitingEmail(EmailLink.ACTIVE, MASKED));
    fixture.advance(SECOND);
    assertThat(logIn(CODE).waitingEmail()).contains(new WaitingEmail(EmailLink.INACTIVE, MASKED));
    fixture.advance(Duration.ofDays(14).minus(SECOND));
    assertThat(logIn(CODE).waitingEmail()).contains(new WaitingEmail(EmailLink.INACTIVE, MASKED));
    fixture.advance(SECOND);
    assertThat(logIn(CODE).waitingEmail())
        .contains(new WaitingEmail(EmailLink.FORGOTTEN, Optional.empty()));
  }

  @Test
  void e7_e8_aNewLinkGoesToTheSameAddressAndEndsTheSession() {
    String older = fixture.newestToken();
    fixture.advance(Duration.ofDays(8));
    ActReply.LoggedIn in = logIn(CODE);
    assertThat(in.pending()).as("E9: this and nothing else").containsExactly(Step.EMAIL);
    assertThat(act(new ResendEmail(in.session()))).isEqualTo(sent());
    assertThat(act(new ResendEmail(in.session())))
        .as("E4: logged out")
        .isEqualTo(new ActReply.SessionOver());
    assertThat(fixture.mails()).as("the older one is of no use").hasSize(1);
    assertThat(fixture.mails().getLast().getString("to")).isEqualTo("nadia@exemple.test");
    assertThat(confirm(older)).contains(LinkState.OLDER);
    assertThat(confirm(fixture.newestToken())).contains(LinkState.VALID);

    ActReply.LoggedIn confirmed = logIn(CODE);
    assertThat(confirmed.pending()).isEmpty();
    assertThat(confirmed.maskedEmail()).isEqualTo(MASKED);
    assertThat(confirmed.waitingEmail()).isEmpty();
    assertThat(act(new ResendEmail(confirmed.session())))
        .as("nothing waits")
        .isEqualTo(new ActReply.EmailRejected(EmailFault.FORGOTTEN));
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void e7_aForgottenAddressGetsNoMail() {
    fixture.advance(Duration.ofDays(21).plus(SECOND));
    String session = logIn(CODE).session();
    assertThat(act(new ResendEmail(session)))
        .isEqualTo(new ActReply.EmailRejected(EmailFault.FORGOTTEN));
    assertThat(fixture.mails()).hasSize(1);
    assertThat(act(new EnterEmail(session, "nadia@exemple.test")))
        .as("the session goes on, and the address may be given anew")
        .isInstanceOf(ActReply.EmailEntered.class);
  }

  @Test
  void e8_fiveMailsAnHour() {
    for (int sent = 1; sent < 5; sent++) {
      assertThat(act(new ResendEmail(logIn(CODE).session())))
          .isInstanceOf(ActReply.EmailEntered.class);
    }
    assertThat(act(new ResendEmail(logIn(CODE).session())))
        .isEqualTo(new ActReply.EmailRejected(EmailFault.TOO_MANY_MAILS));
  }

  private Optional<LinkState> confirm(String token) {
    return database.inTransaction(tx -> fixture.emails().confirm(tx, token)).await();
  }

  private ActReply sent() {
    return new ActReply.EmailEntered(
        MASKED.orElseThrow(), fixture.now().plus(EmailPolicy.STANDARD.linkLife()));
  }

  private ActReply.LoggedIn logIn(String code) {
    return (ActReply.LoggedIn) act(new LogIn(UUID.randomUUID(), NADIA, code));
  }

  private ActReply act(ActContent content) {
    Future<ActReply> reply =
        fixture
            .desk()
            .prepare(HALL, fixture.now(), content)
            .compose(effect -> database.inTransaction(effect::apply));
    return reply.await();
  }
}
