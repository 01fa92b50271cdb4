package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kiosk.server.account.AccountFixture;
import kiosk.server.copycode.Speech;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.web.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What was typed stays, whatever stands in its way: too many tries, a busy server, faults, another
/// language. What cannot be shown has a page that says what to do.
@ExtendWith({CleanDatabase.class, Chromium.class})
final class KeptPagesTest {

  private static final String MARIE = "2840344109528";
  private static final String WRONG = "90817263";
  private static final String KEPT = "value=\"" + MARIE + "\"";
  private static final int AT_ONCE = 6;
  private static final String LOOKS =
      "which => getComputedStyle(document.querySelector(which)).borderColor";

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;

  KeptPagesTest(Database database) {
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database, Speech.find("/usr/bin"), AT_ONCE);
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
  void aNetworkThatTriesTooOftenReadsHowLongToWaitAndKeepsWhatItTyped() {
    tooOften();
    String page = visitor.fill("/connexion", "nir", MARIE, "code", "73059628");
    assertThat(visitor.last().statusCode()).isEqualTo(429);
    assertThat(visitor.last().headers().firstValue("Retry-After")).contains("1");
    assertThat(page)
        .contains("Trop d’essais viennent de votre réseau", "Essayez à nouveau dans 1 s.", KEPT)
        .doesNotContain("73059628");
    fixture.advance(Duration.ofSeconds(1));
    visitor.fill("/connexion", "nir", MARIE, "code", "73059628");
    assertThat(visitor.path()).isEqualTo("/compte");
  }

  @Test
  void codesToCopyAndMailedCodesAreLimitedToo() {
    tooOften();
    for (String path : List.of("/code-oublie", "/ouvrir")) {
      String page = visitor.open(path);
      assertThat(visitor.last().statusCode()).isEqualTo(429);
      assertThat(page).doesNotContain("code-a-copier").contains("Avoir d’autres chiffres");
      assertThat(visitor.fill(path, "nir", MARIE, "surname", "Durand", "anew", "1"))
          .contains(KEPT, "value=\"Durand\"");
      assertThat(visitor.last().statusCode()).isEqualTo(429);
      fixture.advance(Duration.ofSeconds(1));
      assertThat(visitor.fill(path, "nir", MARIE, "surname", "Durand", "anew", "1"))
          .contains(KEPT, "value=\"Durand\"", "code-a-copier");
      assertThat(visitor.fill(path, "nir", MARIE, "copy", "000000"))
          .contains("Trop d’essais viennent de votre réseau", KEPT);
    }
    for (String kind : List.of("png", "wav")) {
      visitor.open("/code-a-copier/00000000-0000-0000-0000-000000000000." + kind);
      assertThat(visitor.last().statusCode()).as(kind).isEqualTo(429);
    }
    visitor.open("/code-oublie/code");
    visitor.fill("/code-oublie/code", "mailed", "11223344");
    assertThat(visitor.last().statusCode()).isEqualTo(429);
  }

  @Test
  void aServerThatIsAwayKeepsWhatWasTyped() {
    fixture.hasher().close().await();
    String page = visitor.fill("/connexion", "nir", MARIE, "code", "73059628");
    assertThat(visitor.last().statusCode()).isEqualTo(503);
    assertThat(page).contains("Le service est momentanément indisponible. Rien n’a été", KEPT);
    assertThat(page).doesNotContain("73059628");
  }

  @Test
  void anotherLanguageKeepsWhatWasTypedOnAPageWithFaults() {
    String page = visitor.fill("/premier-acces", "nir", MARIE, "surname", "Durand", "birth", "x");
    assertThat(visitor.last().statusCode()).isEqualTo(422);
    assertThat(page).contains("formaction=\"/premier-acces?lang=en\"");
    visitor.post("/premier-acces?lang=en", typed("surname", "Durand", "code", "73059628"));
    assertThat(visitor.last().statusCode()).isEqualTo(200);
    assertThat(visitor.last().body())
        .contains("<html lang=\"en\">", KEPT, "value=\"Durand\"")
        .doesNotContain("73059628");
    assertThat(visitor.last().headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(visitor.cookie("__Host-portal-lang")).isEqualTo("en");
    assertThat(fixture.row("SELECT count(*) FROM online_try"))
        .as("nothing was tried")
        .isEqualTo("0");
    visitor.post("/premier-acces?lang=fr", typed("surname", "\u202e", "birth", "z".repeat(300)));
    assertThat(visitor.last().body())
        .contains("<html lang=\"fr\">", KEPT)
        .doesNotContain("\u202e", "zzz");
    visitor.post("/premier-acces?lang=en", Map.of("nir", MARIE, "secret", "forged"));
    assertThat(visitor.last().statusCode()).isEqualTo(403);
  }

  @Test
  void aPageThatWasOpenTooLongKeepsWhatWasTypedButCodes() {
    visitor.open("/premier-acces");
    visitor.setCookie("__Host-portal-form", "another");
    String[] typed = {
      "nir", MARIE, "surname", "<b>\"Durand", "birth", "\u202e", "code", "73059628"
    };
    String page = visitor.fill("/premier-acces", typed);
    assertThat(visitor.last().statusCode()).isEqualTo(403);
    assertThat(page)
        .contains("Cette page est restée ouverte trop longtemps. Rien n’a été enregistré.", KEPT)
        .contains("value=\"&lt;b>&#34;Durand\"")
        .doesNotContain("73059628", "<b>", "\u202e");
    assertThat(fixture.row("SELECT count(*) FROM online_try")).isEqualTo("0");
    assertThat(visitor.fill("/premier-acces", "surname", "z".repeat(300))).doesNotContain("zzz");
    assertThat(visitor.post("/code-oublie/code", Map.of("mailed", "11223344", "secret", "old")))
        .contains("Cette page est restée ouverte trop longtemps. Rien n’a été enregistré.")
        .doesNotContain("11223344");
    visitor.open("/premier-acces");
    visitor.fill(
        "/premier-acces",
        "nir",
        MARIE,
        "surname",
        "Durand",
        "birth",
        "17/03/1984",
        "postcode",
        "44000",
        "code",
        "73059628");
    assertThat(visitor.path()).as("its secret is new").isEqualTo("/compte");
  }

  @Test
  void aFormOfAnotherSiteIsNotShownWithWhatItBrings() {
    visitor.comeFromElsewhere();
    String page = visitor.post("/premier-acces", Map.of("nir", MARIE, "secret", "forged"));
    assertThat(visitor.last().statusCode()).isEqualTo(403);
    assertThat(page).contains("Ouvrir à nouveau la page", "href=\"/premier-acces\"");
    assertThat(page).doesNotContain(MARIE);
  }

  @Test
  void whatHasNothingTypedInItIsNotDoneWhenItWasOpenTooLong() {
    visitor.fill("/connexion", "nir", MARIE, "code", "73059628");
    for (String path : List.of("/deconnexion", "/compte/temps", "/compte/documents")) {
      assertThat(visitor.post(path, Map.of("secret", "old")))
          .contains("Rien n’a été enregistré", "href=\"" + path + "\"");
      assertThat(visitor.last().statusCode()).as(path).isEqualTo(403);
    }
    visitor.open("/compte");
    assertThat(visitor.path()).isEqualTo("/compte");
  }

  @Test
  void whatFailsHasAPageInTheLanguageOfItsReader() {
    assertThat(visitor.open("/nothing")).contains("Cette page n’existe pas", "36\u00a046");
    assertThat(visitor.last().statusCode()).isEqualTo(404);
    visitor.open("/connexion?lang=en");
    assertThat(visitor.open("/nothing/%3Cb%3E"))
        .contains("This page does not exist", "lang=\"en\"");
    assertThat(visitor.open("/nothing?lang=fr")).contains("Cette page n’existe pas");
    assertThat(visitor.open("/code-a-copier/00000000-0000-0000-0000-000000000000.png"))
        .contains("This page does not exist");
    assertThat(visitor.post("/connexion", Map.of("nir", "1".repeat(5_000_000))))
        .contains("You sent too much text");
    assertThat(visitor.last().statusCode()).isEqualTo(413);
    assertThat(visitor.last().body()).doesNotContain("111");
  }

  @Test
  void axeFindsNothingAndEnterStillSendsTheForm(com.microsoft.playwright.Browser browser) {
    for (String language : List.of("fr", "en")) {
      try (BrowserContext context =
          browser.newContext(new NewContextOptions().setViewportSize(390, 844))) {
        Page page = context.newPage();
        page.navigate(site() + "/connexion?lang=" + language);
        page.fill("#nir", "12");
        page.fill("#code", WRONG);
        page.keyboard().press("Enter");
        page.waitForSelector("#nir-fault");
        page.fill("#nir", MARIE);
        page.fill("#code", WRONG);
        tooOften();
        page.keyboard().press("Enter");
        page.waitForSelector("p.errors:focus");
        assertThat(page.inputValue("#nir")).isEqualTo(MARIE);
        Chromium.look(page, "portal-limited-" + language);
        assertThat(page.evaluate(LOOKS, "nav button[aria-current]"))
            .as("the language that it is in looks unlike the other")
            .isNotEqualTo(page.evaluate(LOOKS, "nav button:not([aria-current])"));
        page.click("nav button:not([aria-current])");
        page.waitForSelector("html:not([lang=" + language + "])");
        assertThat(page.inputValue("#nir")).isEqualTo(MARIE);
        context.clearCookies(new ClearCookiesOptions().setName("__Host-portal-form"));
        page.fill("#code", WRONG);
        page.keyboard().press("Enter");
        page.waitForSelector("p.errors:focus");
        assertThat(page.inputValue("#nir")).as("open too long").isEqualTo(MARIE);
        Chromium.look(page, "portal-again-" + language);
        page.navigate(site() + "/nothing?lang=" + language);
        Chromium.look(page, "portal-unknown-" + language);
      }
    }
  }

  private void tooOften() {
    Visitor another = portal.visitor();
    for (int i = 0; i < AT_ONCE + 1; i++) {
      another.open("/connexion");
      another.fill("/connexion", "nir", "1010101010101", "code", WRONG);
    }
    assertThat(another.last().statusCode()).isEqualTo(429);
    another.close();
  }

  private Map<String, String> typed(String... fields) {
    Map<String, String> form =
        new HashMap<>(Map.of("nir", MARIE, "secret", visitor.hidden("secret")));
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return form;
  }

  private String site() {
    return "http://127.0.0.1:" + portal.port();
  }
}
