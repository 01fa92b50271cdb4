package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.server.account.AccountFixture;
import kiosk.server.copycode.Speech;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A forgotten code, from the form to a new one.
@ExtendWith(CleanDatabase.class)
final class ForgottenCodeTest {

  private static final String MARIE = "2840344109528";
  private static final String WRONG = "11223344";
  private static final Pattern MAILED = Pattern.compile("\n([0-9]{4} [0-9]{4})\n");
  private static final Pattern PICTURE = Pattern.compile("src=\"(/code-a-copier/[^\"]*png)\"");

  private final AccountFixture fixture;
  private final Database database;
  private final PortalFixture portal;
  private final Visitor visitor;

  ForgottenCodeTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
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
  void c6_c8_aCodeIsMailedServesOnceAndANewOneIsChosen() {
    assertThat(request(MARIE, "Durand")).contains("Saisissez le code reçu par mail");
    JsonObject mail = fixture.mails().getLast();
    assertThat(mail.getString("to")).isEqualTo("marie@exemple.test");
    assertThat(mail.getString("subject")).doesNotContain(mailed().orElseThrow());
    for (String part : new String[] {"text", "html"}) {
      assertThat(mail.getString(part))
          .as("C8 in " + part)
          .contains("jamais votre code par téléphone", "Prévenez votre caisse", "ne pas y répondre")
          .contains("30 minutes", mailed().orElseThrow())
          .doesNotContain(MARIE, "DURAND", "http");
    }
    assertThat(visitor.fill("/code-oublie/code", "mailed", mailed().orElseThrow()))
        .contains("Choisissez votre code personnel");
    assertThat(visitor.fill("/compte/code", "new", "93618472", "new2", "93618472"))
        .contains("Mes documents");
    visitor.fill("/deconnexion");
    visitor.open("/connexion");
    assertThat(visitor.fill("/connexion", "nir", MARIE, "code", "93618472"))
        .contains("Mes documents");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void c6_whoeverWasInByTheOldCodeIsOutOnceTheMailedOneIsUsed() {
    try (Visitor stranger = portal.visitor()) {
      stranger.open("/connexion");
      assertThat(stranger.fill("/connexion", "nir", MARIE, "code", "73059628"))
          .contains("Mes documents");
      request(MARIE, "Durand");
      assertThat(stranger.open("/compte")).as("only asked for").contains("Mes documents");
      visitor.fill("/code-oublie/code", "mailed", mailed().orElseThrow());
      assertThat(stranger.open("/compte")).contains("Votre session est terminée");
    }
  }

  @Test
  void c6_theOldCodeLivesUntilTheMailedOneIsUsed() {
    request(MARIE, "Durand");
    try (Visitor elsewhere = portal.visitor()) {
      elsewhere.open("/connexion");
      assertThat(elsewhere.fill("/connexion", "nir", MARIE, "code", "73059628"))
          .as("a request by somebody else takes nothing away")
          .contains("Mes documents");
    }
  }

  @Test
  void c6_threeTriesThenTheRequestStartsAgain() {
    request(MARIE, "Durand");
    String code = mailed().orElseThrow();
    assertThat(visitor.fill("/code-oublie/code", "mailed", WRONG)).contains("reste 2 essais");
    assertThat(visitor.fill("/code-oublie/code", "mailed", WRONG)).contains("reste 1 essai.");
    assertThat(visitor.fill("/code-oublie/code", "mailed", WRONG)).contains("demande est terminée");
    visitor.open("/code-oublie/code");
    assertThat(visitor.fill("/code-oublie/code", "mailed", code)).contains("demande est terminée");
  }

  @Test
  void c6_theMailedCodeLivesThirtyMinutesToTheSecond() {
    request(MARIE, "Durand");
    fixture.advance(Duration.ofMinutes(30).plusSeconds(1));
    assertThat(visitor.fill("/code-oublie/code", "mailed", mailed().orElseThrow()))
        .contains("demande est terminée");
    request(MARIE, "Durand");
    fixture.advance(Duration.ofMinutes(30));
    assertThat(visitor.fill("/code-oublie/code", "mailed", mailed().orElseThrow()))
        .contains("Choisissez votre code personnel");
  }

  @Test
  void c6_theAnswerIsTheSameWhetherOrNotThereIsAnAccount() {
    request(MARIE, "Durand");
    String known = visitor.bare();
    visitor.fill("/code-oublie/code", "mailed", WRONG);
    String wrong = visitor.bare();
    for (String[] other :
        new String[][] {
          {"1010101010101", "Durand"}, {MARIE, "Martin"}, {"1660233063017", "Petit"}
        }) {
      request(other[0], other[1]);
      assertThat(visitor.bare()).isEqualTo(known);
      visitor.fill("/code-oublie/code", "mailed", WRONG);
      assertThat(visitor.bare()).isEqualTo(wrong);
    }
    assertThat(fixture.mails()).hasSize(1);
  }

  @Test
  void c6_aLockedCodeIsResetByIt() {
    String lock = "UPDATE access_code SET locked = true RETURNING 1";
    fixture.row(lock);
    request(MARIE, "Durand");
    visitor.fill("/code-oublie/code", "mailed", mailed().orElseThrow());
    assertThat(visitor.fill("/compte/code", "new", "93618472", "new2", "93618472"))
        .contains("Mes documents");
  }

  @Test
  void c6_theCodeToCopyIsReadHeardReplacedAndTriedOnce() {
    visitor.open("/code-oublie");
    String copied = portal.copied(visitor.last().body());
    Matcher picture = PICTURE.matcher(visitor.last().body());
    assertThat(picture.find()).isTrue();
    visitor.open(picture.group(1));
    assertThat(visitor.last().headers().firstValue("Content-Type")).contains("image/png");
    visitor.open(picture.group(1).replace("png", "wav"));
    assertThat(visitor.last().body()).startsWith("RIFF");

    visitor.open("/code-oublie");
    String anew = visitor.fill("/code-oublie", "nir", MARIE, "surname", "Durand", "anew", "1");
    assertThat(anew).as("what was typed is kept").contains("value=\"Durand\"", MARIE);
    assertThat(anew).doesNotContain("class=\"fault\"");
    assertThat(send(copied)).as("the one before").contains("Ces chiffres ne sont pas les bons");
    String second = portal.copied(visitor.last().body());
    fixture.advance(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(send(second)).as("5 minutes").contains("Ces chiffres ne sont pas les bons");
    assertThat(send(portal.copied(visitor.last().body())))
        .contains("Saisissez le code reçu par mail");
  }

  @Test
  void c6_aMachineWithoutSpeechSaysWhatToDoInstead() {
    PortalFixture silent = new PortalFixture(fixture, database, Speech.find("/nowhere"));
    try (Visitor other = silent.visitor()) {
      assertThat(other.open("/code-oublie"))
          .contains("Appelez le 36\u00a046")
          .doesNotContain("<audio");
    } finally {
      silent.close();
    }
  }

  private String request(String nir, String surname) {
    visitor.open("/code-oublie");
    return visitor.fill(
        "/code-oublie",
        "nir",
        nir,
        "surname",
        surname,
        "birth",
        "17/03/1984",
        "postcode",
        "44000",
        "copy",
        portal.copied(visitor.last().body()));
  }

  private String send(String copy) {
    return visitor.fill(
        "/code-oublie",
        "nir",
        MARIE,
        "surname",
        "Durand",
        "birth",
        "17/03/1984",
        "postcode",
        "44000",
        "copy",
        copy);
  }

  private Optional<String> mailed() {
    Matcher code = MAILED.matcher(fixture.mails().getLast().getString("text"));
    return code.find() ? Optional.of(code.group(1)) : Optional.empty();
  }
}
