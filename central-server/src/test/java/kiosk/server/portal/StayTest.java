package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.web.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How long a session and an opening live, who is warned of their end, and how they are made to
/// last.
@ExtendWith({CleanDatabase.class, Chromium.class})
final class StayTest {

  private static final String MARIE = "2840344109528";
  private static final String CODE = "73059628";
  private static final Duration FIFTEEN = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofMinutes(60);
  private static final Duration WARNING = Duration.ofMinutes(2);

  private final com.microsoft.playwright.Browser browser;
  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;
  private String secret = "";

  StayTest(Database database, com.microsoft.playwright.Browser browser) {
    this.browser = browser;
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
    this.visitor = portal.visitor();
  }

  @BeforeEach
  void enter() {
    fixture.plant();
    visitor.open("/connexion");
    visitor.fill("/connexion", "nir", MARIE, "code", CODE);
    secret = visitor.hidden("secret");
  }

  @AfterEach
  void close() {
    visitor.close();
    portal.close();
    fixture.close();
  }

  @Test
  void aSessionEndsAfterFifteenMinutesWithoutUseToTheSecond() {
    for (Duration unused : List.of(FIFTEEN.minusSeconds(1), FIFTEEN)) {
      fixture.advance(unused);
      assertThat(visitor.open("/compte")).as("after " + unused).contains("Mes documents");
    }
    assertThat(visitor.last().body()).contains("Sans activité, vous serez déconnecté à 09:44.");
    fixture.advance(FIFTEEN.plusSeconds(1));
    assertThat(visitor.open("/compte")).contains("Votre session est terminée");
    assertThat(visitor.last().statusCode()).isEqualTo(401);
    assertThat(visitor.cookie(Browser.SESSION)).isEmpty();
  }

  @Test
  void whoAsksForMoreTimeWithoutScriptHasTenTimesAsMuchToTheSecond() {
    fixture.advance(FIFTEEN);
    assertThat(visitor.open("/compte")).contains("action=\"/compte/temps\" target=\"_blank\"");
    assertThat(visitor.fill("/compte/temps"))
        .contains("Vous avez plus de temps", "vous serez déconnecté à 11:45.");
    Duration more = FIFTEEN.multipliedBy(10);
    for (Duration unused : List.of(more.minusSeconds(1), more)) {
      fixture.advance(unused);
      assertThat(visitor.open("/compte")).as("after " + unused).contains("Mes documents");
    }
    fixture.advance(more.plusSeconds(1));
    assertThat(visitor.open("/compte")).contains("Votre session est terminée");
  }

  @Test
  void thePagesScriptIsToldTheTimeLeftWithoutUsingTheSessionAndMakesItLast() {
    fixture.advance(FIFTEEN.minusSeconds(119));
    assertThat(told("/compte/temps").getLong("left")).isEqualTo(119);
    fixture.advance(Duration.ofSeconds(119));
    assertThat(told("/compte/temps").getLong("left")).as("the last moment").isZero();
    assertThat(made("/compte/temps"))
        .isEqualTo(
            new JsonObject()
                .put("left", 900)
                .put("last", false)
                .put("told", "Sans activité, vous serez déconnecté à 09:30."));
    fixture.advance(FIFTEEN.plusSeconds(1));
    visitor.ask("/compte/temps", Map.of());
    assertThat(visitor.last().statusCode()).isEqualTo(401);
    assertThat(visitor.open("/compte")).contains("Votre session est terminée");
  }

  @Test
  void noSessionLivesLongerThanEightHoursAndTheLastOnesAreSaid() {
    visitor.open("/compte");
    visitor.fill("/compte/temps");
    for (int i = 0; i < 6; i++) {
      fixture.advance(Duration.ofMinutes(75));
      visitor.open("/compte");
    }
    assertThat(visitor.last().body())
        .contains("Votre session finit à 17:00. Elle ne peut plus être prolongée.")
        .doesNotContain("J’ai besoin de plus de temps");
    assertThat(made("/compte/temps").getBoolean("last")).isTrue();
    fixture.advance(Duration.ofMinutes(30));
    assertThat(visitor.open("/compte")).as("8 hours").contains("Mes documents");
    fixture.advance(Duration.ofSeconds(1));
    assertThat(visitor.open("/compte")).contains("Votre session est terminée");
  }

  @Test
  void o1_anOpeningLivesAnHourFromItsLastUseToTheSecondAndItsEndIsSaid() {
    assertThat(portal.openPetit(visitor, "33000"))
        .contains("Sans activité, il faudra recommencer après 10:00.");
    for (Duration unused : List.of(HOUR.minusSeconds(1), HOUR)) {
      fixture.advance(unused);
      assertThat(visitor.open("/ouvrir/code")).as("after " + unused).contains("conditions");
    }
    fixture.advance(HOUR);
    assertThat(visitor.fill("/ouvrir/temps"))
        .contains("Vous avez plus de temps", "il faudra recommencer après 12:59.");
    fixture.advance(HOUR.plusSeconds(1));
    assertThat(visitor.open("/ouvrir/conditions")).contains("Le temps est écoulé");
    assertThat(visitor.last().statusCode()).isEqualTo(401);
    assertThat(visitor.open("/ouvrir/conditions")).contains("Ouvrez votre compte");
  }

  @Test
  void theAddressOfTheTimeOpenedAsAPageLeadsBackInTheLanguageThatWasChosen() {
    visitor.fill("/compte/temps");
    assertThat(visitor.open("/compte/temps?lang=en"))
        .contains("<html lang=\"en\">", "My documents");
    portal.openPetit(visitor, "33000");
    assertThat(visitor.open("/ouvrir/temps?lang=fr")).contains("<html lang=\"fr\">", "conditions");
  }

  @Test
  void o1_toLookAtTheTimeOfAnOpeningIsNotToUseIt() {
    portal.openPetit(visitor, "33000");
    secret = visitor.hidden("secret");
    fixture.advance(HOUR);
    assertThat(told("/ouvrir/temps").getLong("left")).as("the last moment").isZero();
    assertThat(made("/ouvrir/temps").getLong("left")).isEqualTo(HOUR.toSeconds());
    fixture.advance(HOUR.plusSeconds(1));
    visitor.ask("/ouvrir/temps", Map.of());
    assertThat(visitor.last().statusCode()).isEqualTo(401);
  }

  @Test
  void o1_whoeverOpensAnAccountIsWarnedAndAxeFindsNothing() {
    for (String language : List.of("fr", "en")) {
      try (BrowserContext context =
          browser.newContext(new NewContextOptions().setLocale(language))) {
        Page page = context.newPage();
        page.clock().install();
        open(page);
        pass(page, HOUR.minus(WARNING));
        page.waitForSelector("#ending[open]");
        Chromium.look(page, "portal/" + language + "-opening-ending");
        page.keyboard().press("Enter");
        page.waitForSelector("#ending:not([open])", closed());
        pass(page, WARNING.plusMinutes(30));
        page.locator("main form button").first().click();
        page.waitForURL(site() + "/ouvrir/code");
        Chromium.look(page, "portal/" + language + "-opening-code");
        pass(page, HOUR.plusSeconds(1));
        page.waitForSelector("h1.warning");
        Chromium.look(page, "portal/" + language + "-opening-over");
      }
    }
  }

  @Test
  void theEndIsAnnouncedInTimeAndWhatIsTypedStays() {
    inChromium(
        "fr",
        page -> {
          page.navigate(site() + "/compte/coordonnees");
          page.fill("#mobile", "");
          page.locator("#mobile").pressSequentially("06 12 34");
          pass(page, FIFTEEN.minus(WARNING).minusSeconds(1));
          assertThat(page.locator("#ending").isVisible()).isFalse();
          pass(page, Duration.ofSeconds(1));
          page.waitForSelector("#ending[open]");
          assertThat(page.evaluate("document.activeElement.id")).isEqualTo("ending-stay");
          page.keyboard().press("Enter");
          page.waitForSelector("#ending:not([open])", closed());
          assertThat(page.evaluate("document.activeElement.id")).isEqualTo("mobile");
          page.keyboard().type(" 56 78");
          assertThat(page.inputValue("#mobile")).isEqualTo("06 12 34 56 78");
          assertThat(page.textContent("#stay")).contains("déconnecté à 09:28");
          fixture.advance(FIFTEEN);
          page.check("#consent-EMAIL-no");
          page.locator("main form button").click();
          page.waitForURL(site() + "/compte");
        });
  }

  @Test
  void theWarningIsReadAndAxeFindsNothingInEitherLanguage() {
    for (String language : List.of("fr", "en")) {
      inChromium(
          language,
          page -> {
            pass(page, FIFTEEN.minus(WARNING));
            page.waitForSelector("#ending[open]");
            assertThat(page.locator("#ending").getAttribute("role")).isEqualTo("alertdialog");
            Chromium.look(page, "portal/" + language + "-ending");
            page.setViewportSize(320, 640);
            Chromium.look(page, "portal/" + language + "-ending-phone");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForSelector("#ending:not([open])", closed());
            pass(page, WARNING.plusSeconds(1));
            page.waitForSelector("h1.warning");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
          });
    }
  }

  @Test
  void whoGoesOnInAnotherTabIsNotWarned() {
    inChromium(
        "fr",
        page -> {
          pass(page, Duration.ofMinutes(5));
          Page other = page.context().newPage();
          other.navigate(site() + "/compte/documents");
          pass(page, Duration.ofMinutes(8));
          page.waitForFunction(
              "() => document.getElementById('stay').textContent.includes('09:20')");
          assertThat(page.locator("#ending").isVisible()).isFalse();
        });
  }

  /// What the script of a page is told.
  private JsonObject told(String path) {
    return new JsonObject(visitor.ask(path, Map.of()));
  }

  /// What it is told once it made more time.
  private JsonObject made(String path) {
    return new JsonObject(visitor.ask(path, Map.of("secret", secret)));
  }

  /// Says who one is, up to the terms.
  private void open(Page page) {
    page.navigate(site() + "/ouvrir");
    page.fill("#nir", "1660233063017");
    page.fill("#surname", "Petit");
    page.fill("#birth", "00/62/1966");
    page.fill("#postcode", "33000");
    page.fill("#copy", portal.copied(page.content()));
    page.locator("main form button").first().click();
    page.waitForURL(site() + "/ouvrir/conditions");
  }

  private void inChromium(String language, Consumer<Page> visit) {
    try (BrowserContext context = browser.newContext(new NewContextOptions().setLocale(language))) {
      Page page = context.newPage();
      page.clock().install();
      page.navigate(site() + "/connexion");
      page.fill("#nir", MARIE);
      page.fill("#code", CODE);
      page.locator("main form button").click();
      page.waitForURL(site() + "/compte");
      visit.accept(page);
    }
  }

  /// Time passes for the server and for the page.
  private void pass(Page page, Duration time) {
    fixture.advance(time);
    page.clock().fastForward(time.toMillis());
  }

  /// A closed dialog is there and not seen.
  private static Page.WaitForSelectorOptions closed() {
    return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
  }

  private String site() {
    return "http://127.0.0.1:" + portal.port();
  }
}
