package kiosk.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kiosk.contract.fleet.Figures;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.account.AccountFixture;
import kiosk.server.attestation.DocumentOffice.Wanted;
import kiosk.server.attestation.DocumentRegister.Verdict;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.fleet.Fleet;
import kiosk.server.mail.MailLedger;
import kiosk.server.staff.Role;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.staff.StaffSessions;
import kiosk.server.web.Chromium;
import kiosk.server.web.PublicSite;
import kiosk.server.web.RateLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The desk's pages in a browser, by keyboard, without script (rules C1, C9, E10, I4).
@ExtendWith({CleanDatabase.class, Chromium.class})
final class DeskPagesTest {

  private static final String PASSWORD = "a long enough one";
  private static final String MARIE = "2840344109528";

  private final AccountFixture fixture;
  private final Database database;
  private final List<String> addresses = new ArrayList<>();
  private String site = "";

  DeskPagesTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void open() {
    fixture.plant();
    CodeHasher hasher = fixture.hasher();
    StaffDirectory staff = new StaffDirectory(database, hasher, fixture.vault(), fixture.clock());
    staff.put("denis", Role.DESK, PASSWORD).await();
    staff.put("olga", Role.OPERATOR, PASSWORD).await();
    OpsPages pages =
        new OpsPages(
            new Fleet(database, fixture.clock(), "central-1", Figures.STANDARD, kiosk -> {}),
            new StaffSessions(database, staff, fixture.clock(), new SecureRandom()),
            new RateLimit(1_000, Duration.ofSeconds(1), fixture.clock()),
            fixture.counter(),
            new MailLedger(database, Duration.ofDays(3)),
            () -> List.of("central-1"),
            fixture.clock());
    site =
        "http://127.0.0.1:"
            + PublicSite.open(fixture.vertx(), "127.0.0.1", 0, List.of(pages)).await().actualPort();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void c1_e10_aPersonIsReceivedByKeyboardAloneAndAxeFindsNothing(Browser browser) {
    for (String language : List.of("fr", "en")) {
      Page page = browser.newPage(new Browser.NewPageOptions().setJavaScriptEnabled(true));
      page.onRequest(request -> addresses.add(request.url()));
      logIn(page, "denis", language);
      receive(page, language);
      page.close();
    }
    assertThat(addresses).isNotEmpty().noneMatch(url -> url.contains("109528"));
  }

  private void receive(Page page, String language) {
    page.navigate(site + "/ops/desk");
    type(page, "#nir", "123");
    assertThat(page.locator("#fault").isVisible()).isTrue();
    check(page, "desk-wrong-" + language);
    type(page, "#nir", "2 84 03 44 109 528 61");
    assertThat(page.locator("main").textContent())
        .contains("DURAND Marie", "28•••••••••28")
        .doesNotContain(MARIE);
    check(page, "desk-found-" + language);
    page.focus("#proof-PASSPORT");
    page.keyboard().press("Space");
    page.keyboard().press("Enter");
    page.waitForSelector("form[action$='/code']");
    check(page, "desk-checked-" + language);

    fixture.advance(Duration.ofMinutes(11));
    page.focus("form[action$='/code'] button");
    page.keyboard().press("Enter");
    page.waitForSelector("#fault");
    assertThat(page.locator("#password-code").isVisible()).as("asked again").isTrue();
    check(page, "desk-password-" + language);
    type(page, "#password-code", PASSWORD);
    assertThat(page.locator(".digits").textContent()).matches("[0-9]{4}");
    check(page, "desk-sheet-" + language);
    Response again = page.reload();
    assertThat(again.status()).isEqualTo(409);
    assertThat(page.locator(".digits").count()).as("shown once").isZero();
  }

  @Test
  void s1_aDocumentIsWithdrawnByItsCodeOnceWithAReasonAndUnderTheAgentsName(Browser browser) {
    for (String language : List.of("fr", "en")) {
      String code = issue();
      Page page = browser.newPage(new Browser.NewPageOptions().setJavaScriptEnabled(true));
      page.onRequest(request -> addresses.add(request.url()));
      logIn(page, "denis", language);
      withdraw(page, code, language);
      page.close();
      assertThat(addresses).noneMatch(url -> url.contains(code));
    }
    assertThat(
            fixture.row(
                "SELECT string_agg(DISTINCT split_part(detail, ' ', 3), '') || count(*)"
                    + " FROM audit_line WHERE actor = 'desk:denis' AND action = 'document.voided'"))
        .isEqualTo("SPOILED2");
    assertThat(fixture.auditBroken()).isEmpty();
  }

  private void withdraw(Page page, String code, String language) {
    page.navigate(site + "/ops/desk/document");
    type(page, "#code", "0000-0000-0000");
    assertThat(page.locator("#fault").isVisible()).isTrue();
    check(page, "paper-unknown-" + language);
    type(page, "#code", code.toLowerCase(Locale.ROOT).replace("-", " "));
    assertThat(page.locator("main").textContent()).contains(code).doesNotContain("DURAND");
    fixture.advance(Duration.ofMinutes(11));
    page.focus("#reason-SPOILED");
    page.keyboard().press("Space");
    sent(page, () -> page.keyboard().press("Enter"));
    check(page, "paper-password-" + language);
    assertThat(verify(code)).as("not yet").isEqualTo(Verdict.AUTHENTIC);
    page.focus("#reason-SPOILED");
    page.keyboard().press("Space");
    type(page, "#password", PASSWORD);
    assertThat(page.locator("p.fine").isVisible()).isTrue();
    check(page, "paper-withdrawn-" + language);
    assertThat(verify(code)).isEqualTo(Verdict.VOIDED);
    assertThat(page.reload().status()).as("sent again").isEqualTo(409);
    check(page, "paper-before-" + language);
  }

  private String issue() {
    long marie = Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = 'DURAND'"));
    fixture.documentOffice().issue(marie, new Wanted.Rights(), "portal").await();
    return fixture.row(
        "SELECT verification_code FROM document ORDER BY issued_at DESC, voided_at NULLS FIRST"
            + " LIMIT 1");
  }

  private Verdict verify(String code) {
    return database.withConnection(c -> fixture.documents().verify(c, code)).await();
  }

  @Test
  void anotherLanguageKeepsWhatWasTypedAndLeadsToAPageEverywhere(Browser browser) {
    String code = issue();
    Page page = browser.newPage();
    page.navigate(site + "/ops/login");
    page.fill("#name", "denis");
    type(page, "#password", "wrong");
    speak(page, "en");
    assertThat(page.inputValue("#name")).isEqualTo("denis");
    assertThat(page.locator("#fault").count()).as("no try").isZero();
    type(page, "#password", PASSWORD);
    page.waitForURL(site + "/ops");
    page.navigate(site + "/ops/desk");
    type(page, "#nir", "12 <b>");
    assertThat(page.inputValue("#nir")).isEmpty();
    type(page, "#nir", "12 34");
    speak(page, "fr");
    assertThat(page.inputValue("#nir")).isEqualTo("12 34");
    check(page, "desk-typed");
    type(page, "#nir", MARIE);
    page.check("#proof-PASSPORT");
    sent(page, () -> page.click("form[action$='/identity'] button"));
    speak(page, "en");
    assertThat(page.locator("main").textContent()).contains("DURAND Marie");
    sent(page, () -> page.click("form[action$='/code'] button"));
    assertThat(page.locator(".digits").count()).isOne();
    assertThat(page.locator("nav [lang]").count()).as("it is shown once").isZero();
    page.navigate(site + "/ops/desk/document");
    type(page, "#code", "0000-0000");
    speak(page, "fr");
    assertThat(page.inputValue("#code")).isEqualTo("0000-0000");
    type(page, "#code", code);
    speak(page, "en");
    assertThat(page.locator("main").textContent()).contains(code);
    page.close();
  }

  private static void speak(Page page, String language) {
    assertThat(sent(page, () -> page.click("nav [lang=" + language + "]")).status())
        .isIn(200, 400, 404);
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    assertThat(page.locator("header .site").textContent()).isNotBlank();
    assertThat(page.locator("nav [lang=" + language + "]").getAttribute("aria-current"))
        .isEqualTo("true");
  }

  @Test
  void theAgentReadsThatTheLastMailDidNotArriveAndAxeFindsNothing(Browser browser) {
    fixture.enter("BENALI", "nouvelle@exemple.test");
    fixture.row("UPDATE mail_outbox SET state = 'BOUNCED' RETURNING 1");
    for (String language : List.of("fr", "en")) {
      Page page = browser.newPage();
      logIn(page, "denis", language);
      page.navigate(site + "/ops/desk");
      type(page, "#nir", "2910675056321");
      assertThat(page.locator("#mail-trouble").isVisible()).isTrue();
      check(page, "desk-mail-trouble-" + language);
      page.context().close();
    }
  }

  @Test
  void theAgentIsWarnedBeforeACaseEndsAndAxeFindsNothing(Browser browser) {
    Page page = browser.newContext().newPage();
    page.clock().install();
    logIn(page, "denis", "fr");
    page.navigate(site + "/ops/desk");
    type(page, "#nir", MARIE);
    assertThat(page.locator("#stay").textContent())
        .isEqualTo("Sans activité, ce dossier se fermera à 09:15.");
    pass(page, 13);
    page.waitForSelector("#ending[open]");
    check(page, "desk-ending");
    page.keyboard().press("Enter");
    awaitEnd(page, "09:28");

    Page other = page.context().newPage();
    pass(page, 12);
    other.navigate(site + "/ops/desk");
    pass(page, 1);
    awaitEnd(page, "09:40");
    pass(page, 11);
    other.navigate(site + "/ops/desk");
    pass(page, 1);
    awaitEnd(page, "09:43");
    pass(page, 3);
    page.waitForSelector("#ending[open]");
    pass(page, 3);
    page.waitForSelector("#fault");
    assertThat(page.locator("#fault").textContent()).contains("Cet entretien est terminé");
    assertThat(page.locator("main").textContent()).doesNotContain("DURAND");
  }

  /// Time passes for the server and for the page.
  private void pass(Page page, int minutes) {
    Duration passed = Duration.ofMinutes(minutes);
    fixture.advance(passed);
    page.clock().fastForward(passed.toMillis());
  }

  private static void awaitEnd(Page page, String time) {
    page.waitForFunction(
        "time => document.getElementById('stay').textContent.includes(time)", time);
  }

  @Test
  void theDeskIsForItsRolesAndWantsTheSessionsSecret(Browser browser) {
    Page page = browser.newPage();
    logIn(page, "olga", "fr");
    assertThat(page.navigate(site + "/ops/desk").status()).isEqualTo(403);
    Page other = browser.newContext().newPage();
    assertThat(other.navigate(site + "/ops/desk").url()).isEqualTo(site + "/ops/login");
    Page desk = browser.newContext().newPage();
    logIn(desk, "denis", "fr");
    assertThat(desk.navigate(site + "/ops/mails").status()).isEqualTo(403);
    desk.navigate(site + "/ops/desk");
    desk.evaluate("document.querySelector('main input[name=csrf]').value = 'forged'");
    desk.fill("#nir", MARIE);
    assertThat(sent(desk, () -> desk.click("main button")).status()).isEqualTo(403);
    assertThat(fixture.row("SELECT count(*) FROM desk_case")).isEqualTo("0");
  }

  private void logIn(Page page, String name, String language) {
    page.navigate(site + "/ops/login?lang=" + language);
    page.fill("#name", name);
    type(page, "#password", PASSWORD);
    page.waitForURL(site + "/ops");
  }

  /// Types into a field and sends its form, as a hand on the keyboard does.
  private static void type(Page page, String field, String text) {
    page.fill(field, "");
    page.focus(field);
    page.keyboard().type(text);
    sent(page, () -> page.keyboard().press("Enter"));
  }

  /// The page that answers a form, after the redirection if there is one.
  private static Response sent(Page page, Runnable send) {
    page.evaluate("document.documentElement.dataset.left = ''");
    Response answer =
        page.waitForResponse(
            response -> response.request().isNavigationRequest() && response.status() != 303, send);
    // The answer is here before the page that shows it.
    page.waitForSelector("html:not([data-left])");
    page.waitForLoadState();
    return answer;
  }

  private static void check(Page page, String name) {
    Chromium.look(page, "ops-" + name);
  }
}
