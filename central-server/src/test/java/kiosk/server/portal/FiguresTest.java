package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.email.EmailPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A server with other figures than the rules': its pages and mails say them, and it keeps to them.
@ExtendWith(CleanDatabase.class)
final class FiguresTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Pattern MAILED = Pattern.compile("\n([0-9]{4} [0-9]{4})\n");

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;

  FiguresTest(Database database) {
    this.fixture =
        new AccountFixture(
            database,
            CodeLimits.STANDARD.withLives(Duration.ofDays(3), Duration.ofMinutes(12)),
            new EmailPolicy(false, 3, 3, 4, 10),
            14);
    this.portal = new PortalFixture(fixture, database, Duration.ofMinutes(9));
    this.visitor = portal.visitor();
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    visitor.close();
    portal.close();
    fixture.close();
  }

  @Test
  void c6_theCodeToCopyLivesAndIsSaidToLiveAsLongAsTheServerIsTold() {
    assertThat(visitor.open("/code-oublie?lang=en")).contains("6 digits, valid for 9 minutes");
    assertThat(visitor.open("/code-oublie?lang=fr")).contains("6 chiffres, valables 9 minutes");
    fixture.advance(Duration.ofMinutes(9).plus(SECOND));
    assertThat(request()).contains("ou ont plus de 9 minutes");
    fixture.advance(Duration.ofMinutes(9));
    assertThat(request()).contains("Saisissez le code reçu par mail");
  }

  @Test
  void c6_theMailedCodeLivesAndIsSaidToLiveAsLongAsTheServerIsTold() {
    visitor.open("/code-oublie");
    assertThat(request()).contains("Il est valable 12 minutes");
    assertThat(visitor.open("/code-oublie/code?lang=en")).contains("valid for 12 minutes");
    assertThat(fixture.mails().getLast().getString("text")).contains("Il est valable 12 minutes");
    assertThat(fixture.mails().getLast().getString("html")).contains("Il est valable 12 minutes");
    visitor.open("/code-oublie/code?lang=fr");
    fixture.advance(Duration.ofMinutes(12).plus(SECOND));
    assertThat(visitor.fill("/code-oublie/code", "mailed", mailed()))
        .contains("demande est terminée");
  }

  @Test
  void e7_aLinkLivesAndAnAddressIsKeptAndSaidSoAsLongAsTheServerIsTold() {
    fixture.enter("BENALI", "nadia@exemple.test");
    assertThat(fixture.mails().getLast().getString("text")).contains("Ce lien est valable 4 jours");
    assertThat(fixture.mails().getLast().getString("html")).contains("Ce lien est valable 4 jours");
    assertThat(visitor.open("/validation-de-mon-email")).contains("Le lien est valable 4 jours");
    assertThat(visitor.open("/aide/email")).contains("4 jours pour ouvrir", "après 10 jours");
    String link = EmailDesk.LINK_PATH + fixture.newestToken();
    fixture.advance(Duration.ofDays(4));
    assertThat(visitor.open(link)).contains("Confirmer mon email");
    fixture.advance(SECOND);
    assertThat(visitor.open(link)).contains("plus de 4 jours");
    assertThat(visitor.open(link + "?lang=en")).contains("more than 4 days");
    fixture.advance(Duration.ofDays(6));
    assertThat(visitor.open(link)).contains("within 10 days");
  }

  @Test
  void e7_whoLogsInReadsTheSameFigures() {
    fixture.row(
        "WITH gone AS (DELETE FROM email_address WHERE address LIKE 'marie%' RETURNING 1)"
            + " SELECT count(*) FROM gone");
    fixture.enter("DURAND", "marie@exemple.test");
    fixture.advance(Duration.ofDays(4).plus(SECOND));
    assertThat(logIn()).contains("plus de 4 jours");
    fixture.advance(Duration.ofDays(6));
    assertThat(logIn()).contains("dans les 10 jours");
  }

  @Test
  void e8_theMailsOfAnHourAreAsManyAsIsSaid() {
    for (int mail = 1; mail < 5; mail++) {
      fixture.enter("BENALI", "nadia@exemple.test");
    }
    assertThat(fixture.mailsWritten()).isEqualTo(3);
    String link = EmailDesk.LINK_PATH + fixture.newestToken();
    fixture.advance(Duration.ofDays(4).plus(SECOND));
    fixture.row(
        "WITH late AS (UPDATE mail_outbox SET created_at = '%s' RETURNING 1) SELECT 1"
            .formatted(fixture.now()));
    visitor.open(link);
    assertThat(visitor.fill(link + "/resend")).contains("recevoir 3 messages par heure");
    fixture.advance(Duration.ofHours(1).plus(SECOND));
    visitor.open(link);
    assertThat(visitor.fill(link + "/resend")).contains("Il est valable 4 jours");
  }

  @Test
  void s1_papersAboutPaymentsGoBackAndAreSaidToGoBackAsFarAsTheServerIsTold() {
    logIn();
    assertThat(visitor.open("/compte/documents/indemnites")).contains("il y a 14 mois au plus");
    assertThat(
            visitor.fill("/compte/documents/indemnites", "from", "31/12/2024", "to", "01/02/2025"))
        .contains("une période des 14 derniers mois");
    assertThat(
            visitor.fill("/compte/documents/indemnites", "from", "01/01/2025", "to", "02/01/2025"))
        .doesNotContain("une période des 14 derniers mois");
    assertThat(visitor.open("/compte/documents/releve?lang=fr"))
        .contains("janvier 2025")
        .doesNotContain("décembre 2024");
  }

  @Test
  void c1_theDeskSaysHowLongItsCodesLive() {
    assertThat(fixture.counter().codeDays()).isEqualTo(3);
  }

  /// Marie fills in the form that is open.
  private String request() {
    return visitor.fill(
        "/code-oublie",
        "nir",
        "2840344109528",
        "surname",
        "Durand",
        "birth",
        "17/03/1984",
        "postcode",
        "44000",
        "copy",
        portal.copied(visitor.last().body()));
  }

  private String logIn() {
    visitor.open("/connexion");
    return visitor.fill("/connexion", "nir", "2840344109528", "code", "73059628");
  }

  private String mailed() {
    Matcher code = MAILED.matcher(fixture.mails().getLast().getString("text"));
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
