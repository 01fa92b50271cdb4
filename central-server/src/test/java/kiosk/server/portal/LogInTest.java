package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Logging in over HTTP: who gets in, what the others are told, and what a stranger can do.
@ExtendWith(CleanDatabase.class)
final class LogInTest {

  private static final String MARIE = "2840344109528";
  private static final String NADIA = "2910675056321";
  private static final String LOCKED = "1770544109044";
  private static final String NOBODY = "1010101010101";
  private static final String RIGHT = "73059628";
  private static final String WRONG = "90817263";

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;

  LogInTest(Database database) {
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
    this.visitor = portal.visitor();
  }

  @BeforeEach
  void open() {
    fixture.plant();
    visitor.open("/connexion");
  }

  @AfterEach
  void close() {
    visitor.close();
    portal.close();
    fixture.close();
  }

  @Test
  void i1_theNumberIsTakenWithSpacesAndItsKeyAndTheSessionIsNew() {
    String before = visitor.cookie("__Host-portal-form");
    visitor.setCookie(Browser.SESSION, "chosen-by-somebody-else");
    visitor.open("/connexion");
    String page = visitor.fill("/connexion", "nir", "2 84 03 44 109 528", "code", RIGHT);
    assertThat(visitor.path()).isEqualTo("/compte");
    assertThat(page).contains("Mes documents", "Me déconnecter");
    assertThat(visitor.cookie(Browser.SESSION)).hasSize(43);
    assertThat(visitor.cookie("__Host-portal-form")).isNotEqualTo(before);
    assertThat(page).doesNotContain(MARIE, "DURAND");
  }

  @Test
  void c9_unknownNumberWrongCodeAndLockedCodeAreAnsweredWithTheSameBytes() {
    String unknown = refused(NOBODY, WRONG);
    assertThat(unknown).contains("Le numéro ou le code n’est pas le bon");
    assertThat(refused(MARIE, WRONG)).isEqualTo(unknown);
    assertThat(refused(LOCKED, RIGHT)).as("locked, with its right code").isEqualTo(unknown);
    assertThat(refused("1660233063017", RIGHT)).as("no account").isEqualTo(unknown);
    assertThat(refused(NADIA, WRONG)).as("provisional code").isEqualTo(unknown);
  }

  @Test
  void c9_aStrangerWithTheNumberAloneCannotLockAnybodyOut() {
    String last = "";
    for (int i = 0; i < 30; i++) {
      last = visitor.fill("/connexion", "nir", MARIE, "code", WRONG);
    }
    assertThat(last).as("the number alone is not enough any more").contains("name=\"surname\"");
    for (int i = 0; i < 30; i++) {
      identified(MARIE, "BONNET", WRONG);
    }
    assertThat(fixture.row("SELECT max(wrong_in_row) FROM access_code")).isEqualTo("0");
    identified(MARIE, "durand", RIGHT);
    assertThat(visitor.path()).isEqualTo("/compte");
  }

  @Test
  void c9_aNumberThatIsNobodysIsAskedForMoreAfterAsManyTries() {
    for (String number : new String[] {MARIE, NOBODY}) {
      visitor.open("/connexion");
      for (int i = 0; i < 5; i++) {
        assertThat(visitor.fill("/connexion", "nir", number, "code", WRONG))
            .doesNotContain("name=\"surname\"");
      }
      assertThat(visitor.fill("/connexion", "nir", number, "code", WRONG))
          .contains("name=\"surname\"");
    }
    visitor.open("/connexion");
    fixture.advance(Duration.ofHours(24));
    visitor.fill("/connexion", "nir", MARIE, "code", RIGHT);
    assertThat(visitor.path()).isEqualTo("/compte");
  }

  @Test
  void c9_whoShowsWhoTheyAreIsToldTheTriesLeftAndTheWaitExactly() {
    assertThat(identified(MARIE, "Durand", WRONG)).contains("Il vous reste 4 essais");
    for (int i = 0; i < 3; i++) {
      identified(MARIE, "Durand", WRONG);
    }
    assertThat(identified(MARIE, "Durand", WRONG)).contains("encore 1 min 0 s, jusqu’à 09:01:00");
    fixture.advance(Duration.ofSeconds(59));
    assertThat(identified(MARIE, "Durand", RIGHT))
        .as("not even the right code")
        .contains("encore 0 min 1 s");
    fixture.advance(Duration.ofSeconds(1));
    identified(MARIE, "Durand", RIGHT);
    assertThat(visitor.path()).isEqualTo("/compte");
  }

  @Test
  void c9_whoGivesTheCodeAgainIsToldTheSame() {
    visitor.fill("/connexion", "nir", MARIE, "code", RIGHT);
    assertThat(changed(WRONG)).contains("Il vous reste 4 essais");
    for (int i = 0; i < 3; i++) {
      changed(WRONG);
    }
    assertThat(moved(WRONG)).contains("encore 1 min 0 s, jusqu’à 09:01:00");
    fixture.advance(Duration.ofSeconds(59));
    assertThat(changed(RIGHT)).as("not even the right code").contains("encore 0 min 1 s");
    assertThat(moved(RIGHT)).contains("encore 0 min 1 s");
    fixture.advance(Duration.ofSeconds(1));
    assertThat(changed(RIGHT)).doesNotContain("current-fault");
    fixture.row("UPDATE access_code SET locked = true RETURNING 1");
    assertThat(moved("93618472")).contains("Votre code est bloqué");
  }

  private String changed(String current) {
    visitor.open("/compte/code");
    return visitor.fill("/compte/code", "current", current, "new", "93618472", "new2", "93618472");
  }

  private String moved(String current) {
    visitor.open("/compte/adresse");
    String address = "neuve@exemple.test";
    return visitor.fill("/compte/adresse", "email", address, "email2", address, "current", current);
  }

  @Test
  void c9_afterFifteenWrongTriesInADayNobodyLearnsWhichDataFit() {
    for (int i = 0; i < 15; i++) {
      identified(MARIE, "BONNET", WRONG);
    }
    String refused = tried("BONNET");
    assertThat(refused).contains("Le numéro ou le code n’est pas le bon");
    for (int i = 0; i < 6; i++) {
      assertThat(tried("DURAND")).as("right data").isEqualTo(refused);
    }
    assertThat(fixture.row("SELECT max(wrong_in_row) FROM access_code")).isEqualTo("5");
    fixture.advance(Duration.ofMinutes(1));
    identified(MARIE, "DURAND", RIGHT);
    assertThat(visitor.path()).as("the person").isEqualTo("/compte");
    fixture.advance(Duration.ofHours(24));
    visitor.open("/connexion");
    assertThat(identified(MARIE, "DURAND", WRONG)).contains("Il vous reste 4 essais");
  }

  @Test
  void c1_aProvisionalCodeNeedsTheDataOfTheirPerson() {
    assertThat(visitor.fill("/connexion", "nir", NADIA, "code", "4821"))
        .contains("name=\"surname\"", "name=\"postcode\"");
    visitor.open("/premier-acces");
    assertThat(first("BENALI", "22/06/1990")).contains("Le numéro ou le code n’est pas le bon");
    assertThat(visitor.path()).isEqualTo("/premier-acces");
    assertThat(first("Bénali", "22/06/1991")).contains("Conditions d’utilisation");
    assertThat(visitor.path()).isEqualTo("/compte/conditions");
  }

  @Test
  void i3_aTemporaryNumberSaysWhereToGo() {
    assertThat(visitor.fill("/connexion", "nir", "7840344109528", "code", RIGHT))
        .contains("Ce numéro est provisoire", "accueil", "pièce d’identité");
  }

  @Test
  void aFormFromElsewhereIsNotTaken() {
    String page =
        visitor.post("/connexion", Map.of("nir", MARIE, "code", RIGHT, "secret", "guessed"));
    assertThat(visitor.last().statusCode()).isEqualTo(403);
    assertThat(page).contains("restée ouverte trop longtemps");
    assertThat(visitor.cookie(Browser.SESSION)).isEmpty();
  }

  @Test
  void whoIsStillInIsNotToldToBeOut() {
    visitor.fill("/connexion", "nir", MARIE, "code", RIGHT);
    assertThat(visitor.open("/deconnexion")).contains("Vous êtes encore connecté");
    assertThat(visitor.fill("/deconnexion")).contains("Vous êtes déconnecté");
    assertThat(visitor.open("/compte")).contains("Connectez-vous");
  }

  @Test
  void whoLogsOutIsOutOnEveryNode() {
    visitor.fill("/connexion", "nir", MARIE, "code", RIGHT);
    String session = visitor.cookie(Browser.SESSION);
    assertThat(visitor.fill("/deconnexion")).contains("Vous êtes déconnecté");
    visitor.setCookie(Browser.SESSION, session);
    assertThat(visitor.open("/compte")).contains("Votre session est terminée");
    assertThat(visitor.open("/compte/documents")).contains("Connectez-vous");
  }

  private String refused(String nir, String code) {
    visitor.open("/connexion");
    visitor.fill("/connexion", "nir", nir, "code", code);
    assertThat(visitor.last().statusCode()).isEqualTo(422);
    return visitor.bare().replace(nir, "");
  }

  private String identified(String nir, String surname, String code) {
    visitor.open("/premier-acces");
    return visitor.fill(
        "/premier-acces",
        "nir",
        nir,
        "surname",
        surname,
        "birth",
        "17/03/1984",
        "postcode",
        "44000",
        "code",
        code);
  }

  /// The answer to a wrong code with a surname, without that.
  private String tried(String surname) {
    identified(MARIE, surname, WRONG);
    return visitor.bare().replace(surname, "");
  }

  private String first(String surname, String birth) {
    return visitor.fill(
        "/premier-acces",
        "nir",
        NADIA,
        "surname",
        surname,
        "birth",
        birth,
        "postcode",
        "75011",
        "code",
        "4821");
  }
}
