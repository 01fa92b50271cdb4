package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.web.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The portal in Chromium: without script, by keyboard alone, on a telephone, and by axe-core.
@ExtendWith({CleanDatabase.class, Chromium.class})
final class PortalInBrowserTest {

  private static final List<String> OPEN =
      List.of(
          "/",
          "/connexion",
          "/premier-acces",
          "/ouvrir",
          "/code-oublie",
          "/code-oublie/code",
          "/aide/email",
          "/validation-de-mon-email",
          "/deconnexion");
  private static final List<String> OWN =
      List.of(
          "/compte",
          "/compte/documents",
          "/compte/documents/indemnites",
          "/compte/documents/releve",
          "/compte/coordonnees",
          "/compte/adresse",
          "/compte/code",
          "/compte/conditions");

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final com.microsoft.playwright.Browser browser;

  PortalInBrowserTest(Database database, com.microsoft.playwright.Browser browser) {
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

  @Test
  void axeFindsNothingOnAnyPageInEitherLanguageAndNothingIsCutOnATelephone() {
    for (String language : List.of("fr", "en")) {
      try (BrowserContext context = browser.newContext(new NewContextOptions().setLocale("fr"))) {
        Page page = context.newPage();
        page.navigate(site() + "/?lang=" + language);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        OPEN.forEach(path -> check(page, path, language));
        page.navigate(site() + "/connexion");
        page.locator("main form button").click();
        page.waitForSelector(".errors:focus");
        check(page, "", language);
        logIn(page);
        OWN.forEach(path -> check(page, path, language));
      }
    }
  }

  @Test
  void aPersonLogsInAndGetsAnAttestationByKeyboardAloneWithoutScript() {
    NewContextOptions plain = new NewContextOptions().setJavaScriptEnabled(false);
    try (BrowserContext context = browser.newContext(plain)) {
      Page page = context.newPage();
      page.navigate(site() + "/connexion");
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus").getAttribute("class")).isEqualTo("skip");
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");
      page.keyboard().type("2 84 03 44 109 528");
      page.keyboard().press("Tab");
      page.keyboard().type("73059628");
      page.keyboard().press("Enter");
      page.waitForURL(site() + "/compte");
      page.locator("main a").first().focus();
      page.keyboard().press("Enter");
      page.waitForURL(site() + "/compte/documents");
      page.locator("main button").focus();
      page.waitForRequest("**/compte/documents/*", () -> page.keyboard().press("Enter"));
      assertThat(fixture.row("SELECT count(*) FROM document")).isEqualTo("1");
    }
  }

  @Test
  void c3_theStrengthOfANewCodeIsToldWhileItIsTyped() {
    try (BrowserContext context = browser.newContext(new NewContextOptions().setLocale("fr"))) {
      Page page = context.newPage();
      logIn(page);
      page.navigate(site() + "/compte/code");
      page.fill("#new", "Abcdefg7");
      assertThat(page.textContent("#new-strength")).contains("faible");
      page.fill("#new", "Abcdefg7-mer-rouge");
      assertThat(page.textContent("#new-strength")).contains("bonne");
      page.fill("#new", "");
      assertThat(page.textContent("#new-strength")).isEmpty();
    }
  }

  private void logIn(Page page) {
    page.navigate(site() + "/connexion");
    page.fill("#nir", "2840344109528");
    page.fill("#code", "73059628");
    page.locator("main form button").click();
    page.waitForURL(site() + "/compte");
  }

  /// Looks at a page, or at the one that is open.
  private void check(Page page, String path, String language) {
    if (!path.isEmpty()) {
      page.navigate(site() + path);
    }
    String name = language + (path.isEmpty() ? "-errors" : path.replace('/', '-'));
    Chromium.assertClean(page, name);
    assertThat(page.content().length()).as("bytes of " + name).isLessThan(50_000);
    page.setViewportSize(320, 640);
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("nothing is cut in " + name)
        .isEqualTo(320);
    // One language is enough to look at; all are measured.
    if (language.equals("fr")) {
      page.screenshot(picture(name + "-phone"));
      page.setViewportSize(1280, 900);
      page.screenshot(picture(name + "-desktop"));
    }
  }

  private static Page.ScreenshotOptions picture(String name) {
    return new Page.ScreenshotOptions()
        .setFullPage(true)
        .setPath(Path.of("target", "screenshots", "portal", name + ".png"));
  }

  private String site() {
    return "http://127.0.0.1:" + portal.port();
  }
}
