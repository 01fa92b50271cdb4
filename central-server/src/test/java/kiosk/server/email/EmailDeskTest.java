package kiosk.server.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Addresses and their links, on a real database.
@ExtendWith(CleanDatabase.class)
final class EmailDeskTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AccountFixture fixture;
  private final Database database;

  EmailDeskTest(Database database) {
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
  void e3_aChangeSendsALinkToTheNewAddressAndANoticeToTheOldWhichStaysValid() {
    fixture.enter("DURAND", "Neuve@exemple.test");
    List<JsonObject> mails = fixture.mails();
    assertThat(mails.stream().map(m -> m.getString("to")))
        .containsExactly("Neuve@exemple.test", "marie@exemple.test");
    assertThat(mails.get(0).getString("text")).contains("https://exemple.test/confirmation/");
    assertThat(mails.get(1).getString("text"))
        .contains("N•••e@e•••.test")
        .doesNotContain("/confirmation/", "Neuve@");
    assertThat(validated("DURAND")).isEqualTo("marie@exemple.test");

    assertThat(confirm(fixture.newestToken())).contains(LinkState.VALID);
    assertThat(validated("DURAND")).isEqualTo("Neuve@exemple.test");
    assertThat(fixture.enter("MOREL", "marie@exemple.test"))
        .as("the old address is free again")
        .isInstanceOf(EmailDesk.Entry.Sent.class);
  }

  @Test
  void o3_e6_aLinkWorksOnceAndRecordsThatTheInboxIsAccepted() {
    fixture.enter("BENALI", "nadia@exemple.test");
    String token = fixture.newestToken();
    String inbox =
        "SELECT inbox_mail_accepted_at IS NOT NULL FROM account a"
            + " JOIN insured i ON i.id = a.insured_id WHERE i.surname = 'BENALI'";
    assertThat(fixture.row(inbox)).isEqualTo("false");
    assertThat(look(token)).contains(LinkState.VALID);
    assertThat(confirm(token)).contains(LinkState.VALID);
    assertThat(confirm(token)).contains(LinkState.USED);
    assertThat(look(token)).contains(LinkState.USED);
    assertThat(fixture.row(inbox)).isEqualTo("true");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void e6_onlyTheNewestLinkWorks() {
    fixture.enter("BENALI", "nadia@exemple.test");
    String older = fixture.newestToken();
    fixture.advance(SECOND);
    fixture.enter("BENALI", "NADIA@exemple.test");
    assertThat(confirm(older)).contains(LinkState.OLDER);
    assertThat(confirm(fixture.newestToken())).contains(LinkState.VALID);
  }

  @Test
  void e6_fiftyUsesAtOnceAreOne() {
    for (int round = 0; round < 5; round++) {
      fixture.enter("BENALI", "nadia" + round + "@exemple.test");
      String token = fixture.newestToken();
      List<Future<Optional<LinkState>>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(database.inTransaction(tx -> fixture.emails().confirm(tx, token)));
      }
      Future.all(all).await();
      assertThat(all.stream().map(Future::result).map(Optional::orElseThrow))
          .filteredOn(state -> state == LinkState.VALID)
          .hasSize(1);
      fixture.advance(Duration.ofHours(2));
    }
  }

  @Test
  void e7_aLinkOfMoreThanSevenDaysIsRenewedToTheSameAddress() {
    fixture.enter("BENALI", "nadia@exemple.test");
    String token = fixture.newestToken();
    fixture.advance(Duration.ofDays(7).plus(SECOND));
    assertThat(confirm(token)).contains(LinkState.INACTIVE);
    assertThat(validated("BENALI")).isEqualTo("null");
    assertThat(resend(token)).contains(LinkState.INACTIVE);
    assertThat(resend(token)).as("the newer link is asked, not this one").contains(LinkState.OLDER);
    assertThat(fixture.mailsWritten()).isEqualTo(2);
    assertThat(confirm(fixture.newestToken())).contains(LinkState.VALID);
  }

  @Test
  void e7_afterTwentyOneDaysTheAddressIsErasedAndFree() {
    fixture.enter("BENALI", "nadia@exemple.test");
    String token = fixture.newestToken();
    fixture.advance(Duration.ofDays(21));
    assertThat(forget()).as("not yet").isZero();
    fixture.advance(SECOND);
    assertThat(look(token)).contains(LinkState.FORGOTTEN);
    assertThat(resend(token)).contains(LinkState.FORGOTTEN);
    assertThat(forget()).isEqualTo(1);
    assertThat(look(token)).contains(LinkState.FORGOTTEN);
    assertThat(fixture.row("SELECT count(*) FROM email_address WHERE address_key LIKE 'nadia%'"))
        .isEqualTo("0");
  }

  @Test
  void e1_aForgottenAddressIsFreeEvenBeforeItIsErased() {
    fixture.enter("BENALI", "libre@exemple.test");
    assertThat(fixture.enter("DURAND", "Libre@exemple.test"))
        .isEqualTo(new EmailDesk.Entry.Taken());
    fixture.advance(EmailPolicy.STANDARD.keptLife().plus(SECOND));
    assertThat(fixture.enter("DURAND", "Libre@exemple.test"))
        .isInstanceOf(EmailDesk.Entry.Sent.class);
  }

  @Test
  void anUnknownTokenIsUnknownWhateverItHolds() {
    for (String token : List.of("", "x", "a".repeat(43), "é".repeat(43), "'; DROP TABLE account")) {
      assertThat(look(token)).isEmpty();
      assertThat(confirm(token)).isEmpty();
    }
  }

  private Optional<LinkState> look(String token) {
    return database.withConnection(c -> fixture.emails().look(c, token)).await();
  }

  private Optional<LinkState> confirm(String token) {
    return database.inTransaction(tx -> fixture.emails().confirm(tx, token)).await();
  }

  private Optional<LinkState> resend(String token) {
    return database.inTransaction(tx -> fixture.emails().resend(tx, token)).await();
  }

  private int forget() {
    return database.withConnection(fixture.emails()::forget).await();
  }

  private String validated(String surname) {
    return fixture.row(
        "SELECT max(e.address) FROM email_address e JOIN insured i ON i.id = e.insured_id"
            + " WHERE e.state = 'VALIDATED' AND i.surname = '"
            + surname
            + "'");
  }
}
