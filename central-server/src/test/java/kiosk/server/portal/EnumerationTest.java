package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// No answer tells whether a number has an account: it is the same bytes for all of them. The times
/// are for `./borne bench portal` to compare.
@ExtendWith(CleanDatabase.class)
final class EnumerationTest {

  private static final String MARIE = "2840344109528";
  private static final String NOBODY = "1010101010101";

  /// Somebody's with an account, locked, with a provisional code, without an account; nobody's.
  private static final String[] NUMBERS = {
    MARIE, "1770544109044", "2910675056321", "1660233063017", NOBODY
  };

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;

  EnumerationTest(Database database) {
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
  void c9_dataThatDoNotFitAreAnsweredWithTheSameBytesWhateverTheNumber() {
    String unknown = first(NOBODY);
    assertThat(unknown).contains("Le numéro ou le code n’est pas le bon");
    for (String number : NUMBERS) {
      assertThat(first(number)).isEqualTo(unknown);
    }
  }

  @Test
  void c9_aNumberThatWasTriedTooOftenIsAnsweredWithTheSameBytesWhateverTheNumber() {
    String unknown = often(NOBODY);
    assertThat(unknown).contains("donnez aussi votre nom");
    for (String number : NUMBERS) {
      assertThat(often(number)).isEqualTo(unknown);
    }
  }

  @Test
  void o1_whoeverCannotOpenAnAccountReadsTheSameBytesAndLaterTheSameWait() {
    String refused = open(NOBODY);
    assertThat(refused).contains("Votre compte n’a pas pu être ouvert");
    for (String number : NUMBERS) {
      assertThat(open(number)).isEqualTo(refused);
    }
    assertThat(visitor.last().statusCode()).isEqualTo(422);
    String wait = openOften(NOBODY);
    assertThat(wait).contains("Attendez encore 1 min 0 s, jusqu’à 09:01:00.", "à l’accueil");
    for (String number : NUMBERS) {
      assertThat(openOften(number)).isEqualTo(wait);
    }
    assertThat(visitor.last().statusCode()).isEqualTo(429);
  }

  /// A number that has an account makes more work than one that is nobody's.
  @Test
  void o1_c6_neitherIsAnsweredBeforeBothAreReady() {
    for (String number : List.of(NOBODY, MARIE)) {
      for (String door : List.of("/ouvrir", "/code-oublie")) {
        visitor.open(door);
        String copied = portal.copied(visitor.last().body());
        assertThat(time(() -> identify(door, number, copied))).as(door).isGreaterThan(Pages.EVENLY);
      }
      assertThat(time(() -> visitor.fill("/code-oublie/code", "mailed", "12345678")))
          .as("a mailed code")
          .isGreaterThan(Pages.EVENLY);
    }
  }

  private static Duration time(Runnable work) {
    long asked = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  private String first(String nir) {
    visitor.open("/premier-acces");
    visitor.fill(
        "/premier-acces",
        "nir",
        nir,
        "surname",
        "Personne",
        "birth",
        "17/03/1984",
        "postcode",
        "44000",
        "code",
        "90817263");
    return bare(nir);
  }

  private String often(String nir) {
    for (int i = 0; i < 6; i++) {
      visitor.open("/connexion");
      visitor.fill("/connexion", "nir", nir, "code", "90817263");
    }
    return bare(nir);
  }

  private String openOften(String nir) {
    for (int i = 0; i < 5; i++) {
      open(nir);
    }
    return bare(nir);
  }

  /// With the right data of the one who has an account.
  private String open(String nir) {
    visitor.open("/ouvrir");
    identify("/ouvrir", nir, portal.copied(visitor.last().body()));
    return bare(nir);
  }

  private void identify(String path, String nir, String copied) {
    visitor.fill(
        path,
        "nir",
        nir,
        "surname",
        "Durand",
        "birth",
        "17/03/1984",
        "postcode",
        "44000",
        "copy",
        copied);
  }

  private String bare(String nir) {
    return visitor.bare().replace(nir, "");
  }
}
