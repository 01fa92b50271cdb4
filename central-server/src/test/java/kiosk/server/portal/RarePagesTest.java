package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.email.EmailDesk;
import kiosk.server.web.Chromium;
import kiosk.server.web.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages that few people see, in Chromium: axe-core finds nothing and nothing is cut on a
/// telephone, in both languages.
@ExtendWith({CleanDatabase.class, Chromium.class})
final class RarePagesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Map<String, String> MARIE =
      Map.of(
          "nir", "2840344109528", "surname", "Durand", "birth", "17/03/1984", "postcode", "44000");
  private static final Map<String, String> PETIT =
      Map.of(
          "nir", "1660233063017", "surname", "Petit", "birth", "00/62/1966", "postcode", "33000");

  private final com.microsoft.playwright.Browser browser;
  private final AccountFixture fixture;
  private final PortalFixture portal;

  RarePagesTest(Database database, com.microsoft.playwright.Browser browser) {
    this.browser = browser;
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    portal.close();
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void e6_e7_e8_theLinksPagesAtEveryAge(String language) {
    for (int mail = 1; mail < 5; mail++) {
      fixture.enter("BENALI", "nadia" + mail + "@exemple.test");
    }
    String older = EmailDesk.LINK_PATH + fixture.newestToken();
    fixture.advance(SECOND);
    fixture.enter("BENALI", "nadia@exemple.test");
    String link = EmailDesk.LINK_PATH + fixture.newestToken();
    inChromium(
        language,
        page -> {
          open(page, EmailDesk.LINK_PATH + "a".repeat(43), "unknown");
          open(page, older, "older");
          open(page, link, "ask");
          fixture.advance(Duration.ofDays(7).plus(SECOND));
          open(page, link, "inactive");
          fixture.row(
              "WITH late AS (UPDATE mail_outbox SET created_at = '%s' RETURNING 1) SELECT 1"
                  .formatted(fixture.now()));
          press(page);
          check(page, "toomany");
          leadsOn(page, link);
          fixture.advance(Duration.ofHours(1));
          page.navigate(site() + link);
          press(page);
          check(page, "resent");
          fixture.advance(Duration.ofDays(21).plus(SECOND));
          open(page, EmailDesk.LINK_PATH + fixture.newestToken(), "forgotten");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void e6_aLinkThatIsUsedAndUsedAgain(String language) {
    fixture.enter("BENALI", "nadia@exemple.test");
    String link = EmailDesk.LINK_PATH + fixture.newestToken();
    inChromium(
        language,
        page -> {
          page.navigate(site() + link);
          press(page);
          check(page, "confirmed");
          open(page, link, "used");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void o1_o3_anOpeningThatIsRefusedOrWaitsOrGaveUpOrIsOver(String language) {
    inChromium(
        language,
        page -> {
          identify(page, "/ouvrir", PETIT);
          Submission.sent(page, page.locator("button[value=refuse]")::click);
          check(page, "terms.refused");
          identify(page, "/ouvrir", PETIT);
          fixture.advance(Duration.ofHours(1).plus(SECOND));
          open(page, "/ouvrir/conditions", "opening.over");
          for (int wrong = 0; wrong < 5; wrong++) {
            identify(page, "/ouvrir", other(PETIT, "postcode", "33001"));
          }
          check(page, "opening.refused");
          identify(page, "/ouvrir", PETIT);
          check(page, "opening.wait");
          leadsOn(page, "/ouvrir");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void c6_aRequestThatIsOverAfterThreeWrongTries(String language) {
    inChromium(
        language,
        page -> {
          identify(page, "/code-oublie", MARIE);
          for (int wrong = 0; wrong < 3; wrong++) {
            page.fill("#mailed", "11223344");
            press(page);
          }
          check(page, "request.over");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void c9_aLogInThatWaitsSaysHowLong(String language) {
    fixture.row("UPDATE access_code SET wrong_in_row = 4 WHERE kind = 'PERSONAL' RETURNING 1");
    inChromium(
        language,
        page -> {
          page.navigate(site() + "/premier-acces");
          MARIE.forEach((field, value) -> page.fill("#" + field, value));
          page.fill("#code", "11223344");
          press(page);
          assertThat(page.textContent("#code-fault")).contains("1 min 0 s", "09:01:00");
          check(page, "first");
        });
  }

  /// Says who one is, on a page that asks for it.
  private void identify(Page page, String path, Map<String, String> who) {
    page.navigate(site() + path);
    who.forEach((field, value) -> page.fill("#" + field, value));
    page.fill("#copy", portal.copied(page.content()));
    press(page);
  }

  private static Map<String, String> other(Map<String, String> who, String field, String value) {
    Map<String, String> changed = new HashMap<>(who);
    changed.put(field, value);
    return changed;
  }

  /// Presses the first button of the page's form.
  private static void press(Page page) {
    Submission.sent(page, page.locator("main form button").first()::click);
  }

  private void open(Page page, String path, String subject) {
    page.navigate(site() + path);
    check(page, subject);
  }

  private static void leadsOn(Page page, String path) {
    assertThat(page.getAttribute("main a", "href")).isEqualTo(path);
  }

  /// The page is the one of this subject, on a wide screen and on a telephone.
  private static void check(Page page, String subject) {
    String language = (String) page.evaluate("document.documentElement.lang");
    String name = "portal/rare-" + language + "-" + subject;
    assertThat(page.title()).contains(Words.in(language).get(subject + ".title"));
    page.setViewportSize(1280, 900);
    Chromium.look(page, name);
    page.setViewportSize(320, 640);
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("nothing is cut in " + name)
        .isEqualTo(320);
    Chromium.look(page, name + "-phone");
  }

  private void inChromium(String language, Consumer<Page> visit) {
    try (BrowserContext context = browser.newContext(new NewContextOptions().setLocale(language))) {
      Page page = context.newPage();
      page.navigate(site() + "/");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
      visit.accept(page);
    }
  }

  private String site() {
    return "http://127.0.0.1:" + portal.port();
  }
}
