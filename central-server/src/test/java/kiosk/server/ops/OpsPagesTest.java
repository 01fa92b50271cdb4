package kiosk.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.contract.act.ActContent.VisitEnd;
import kiosk.contract.act.ActContent.VisitEnded;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.contract.fleet.ReadNews;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.fleet.Alert;
import kiosk.server.fleet.Fleet;
import kiosk.server.mail.MailLedger;
import kiosk.server.staff.Role;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.staff.StaffSessions;
import kiosk.server.vault.KeyFile;
import kiosk.server.web.Chromium;
import kiosk.server.web.PublicSite;
import kiosk.server.web.RateLimit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The site of operations, over HTTP and in a browser.
@ExtendWith({CleanDatabase.class, Chromium.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpsPagesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String PASSWORD = "a long enough one";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Fleet fleet;
  private final StaffDirectory staff;
  private final AccountFixture fixture;
  private final String site;

  OpsPagesTest(Database database, @TempDir Path folder) throws Exception {
    fixture = new AccountFixture(database);
    CodeHasher hasher = new CodeHasher(vertx, KeyFile.open(folder.resolve("pepper")));
    fleet = new Fleet(database, time::get, "central-1", Figures.STANDARD, kiosk -> {});
    staff = new StaffDirectory(database, hasher, fixture.vault(), time::get);
    StaffSessions sessions = new StaffSessions(database, staff, time::get, new SecureRandom());
    OpsPages pages =
        new OpsPages(
            fleet,
            sessions,
            new RateLimit(1_000, Duration.ofSeconds(1), time::get),
            fixture.counter(),
            new MailLedger(database, Duration.ofDays(4)),
            () -> List.of("central-1", "central-2"),
            time::get);
    site =
        "http://127.0.0.1:"
            + await(PublicSite.open(vertx, "127.0.0.1", 0, List.of(pages))).actualPort();
    await(database.inTransaction(tx -> fleet.ended(tx, "hall-1", visit())));
  }

  @BeforeAll
  void hire() throws Exception {
    await(staff.put("alice", Role.ADMIN, PASSWORD));
    await(staff.put("denis", Role.DESK, PASSWORD));
    hear("hall-1", 0, Heartbeat.DeviceState.UP, Heartbeat.PaperState.OK);
    hear("hall-2", 190, Heartbeat.DeviceState.FAULT, Heartbeat.PaperState.NEAR_END);
    time.set(NOW.minusSeconds(300));
    hear("hall-3", 0, Heartbeat.DeviceState.UP, Heartbeat.PaperState.OK);
    time.set(NOW);
    await(fleet.raise(Alert.Kind.CONFLICT, "hall-2", UUID.randomUUID()));
  }

  @BeforeEach
  void begin() {
    time.set(NOW);
  }

  @AfterAll
  void end() throws Exception {
    fixture.close();
    await(vertx.close());
  }

  @Test
  void nobodySeesAnythingBeforeTheLogIn() throws Exception {
    for (String path : List.of("/ops", "/ops/kiosks/hall-1")) {
      HttpResponse<String> answer = get(path, "");
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).contains("/ops/login");
      assertThat(answer.body()).doesNotContain("hall-1");
    }
  }

  @Test
  void theSessionIsInAHostCookieAndEndsWithTheLogOut() throws Exception {
    HttpResponse<String> welcome = logIn("alice", PASSWORD);
    assertThat(welcome.statusCode()).isEqualTo(303);
    assertThat(setCookie(welcome, "__Host-ops="))
        .containsIgnoringCase("; Secure")
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Strict", "; Path=/")
        .doesNotContainIgnoringCase("Domain");
    String session = cookie(welcome, "__Host-ops=");
    HttpResponse<String> page = get("/ops", session);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(post("/ops/logout", session, "csrf=" + csrf(page)).statusCode()).isEqualTo(303);
    assertThat(get("/ops", session).statusCode()).isEqualTo(303);
  }

  @Test
  void afterFiveWrongPasswordsEvenTheRightOneWaits() throws Exception {
    await(staff.put("gus", Role.OPERATOR, PASSWORD));
    for (int i = 0; i < 5; i++) {
      assertThat(logIn("gus", "not this password").statusCode()).isEqualTo(401);
    }
    assertThat(logIn("gus", PASSWORD).statusCode()).isEqualTo(429);
    time.set(NOW.plusSeconds(60));
    assertThat(logIn("gus", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsAfterFifteenMinutesThatOnlyThePageAskedIn() throws Exception {
    String session = cookie(logIn("alice", PASSWORD), "__Host-ops=");
    time.set(NOW.plus(Duration.ofMinutes(14)));
    assertThat(live(session)).isEqualTo(200);
    time.set(NOW.plus(Duration.ofMinutes(15)).plusSeconds(1));
    assertThat(live(session)).isEqualTo(401);
    assertThat(get("/ops", session).statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsAfterEightHoursOfWork() throws Exception {
    String session = cookie(logIn("alice", PASSWORD), "__Host-ops=");
    for (int minutes = 10; minutes < 480; minutes += 10) {
      time.set(NOW.plus(Duration.ofMinutes(minutes)));
      assertThat(get("/ops", session).statusCode()).isEqualTo(200);
    }
    time.set(NOW.plus(Duration.ofHours(8)).plusSeconds(1));
    assertThat(get("/ops", session).statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionLastsWhenItsPersonAsksAndNotWhenItsPageLooks() throws Exception {
    String session = cookie(logIn("alice", PASSWORD), "__Host-ops=");
    String secret = "csrf=" + csrf(get("/ops", session));
    time.set(NOW.plus(Duration.ofMinutes(14)));
    assertThat(told(session).getLong("left")).isEqualTo(60);
    assertThat(told(session).getString("told")).contains("11:15").doesNotContain("finit");
    HttpResponse<String> page = post("/ops/time", session, secret);
    assertThat(page.body()).contains("Votre session est prolongée", "11:29");
    time.set(NOW.plus(Duration.ofMinutes(28)));
    assertThat(told(session).getLong("left")).isEqualTo(60);
    time.set(NOW.plus(Duration.ofMinutes(29)).plusSeconds(1));
    assertThat(ask(session).statusCode()).isEqualTo(401);
  }

  @Test
  void theLastMinutesOfEightHoursAreSaidToBeTheLast() throws Exception {
    String session = cookie(logIn("alice", PASSWORD), "__Host-ops=");
    for (int minutes = 10; minutes < 480; minutes += 10) {
      time.set(NOW.plus(Duration.ofMinutes(minutes)));
      get("/ops", session);
    }
    assertThat(told(session).getBoolean("last")).isTrue();
    assertThat(get("/ops", session).body())
        .contains("Votre session finit à 19:00.")
        .doesNotContain("Prolonger la session");
  }

  @Test
  void anOrderNeedsTheRoleAndTheSessionsSecret() throws Exception {
    String alice = cookie(logIn("alice", PASSWORD), "__Host-ops=");
    String denis = cookie(logIn("denis", PASSWORD), "__Host-ops=");
    String order = "&order=OUT_OF_SERVICE";
    String to = "/ops/kiosks/hall-1/order";
    assertThat(post(to, alice, "csrf=forged" + order).statusCode()).isEqualTo(403);
    assertThat(post(to, denis, "csrf=" + csrf(get("/ops", denis)) + order).statusCode())
        .isEqualTo(403);
    assertThat(await(fleet.news("hall-1", new ReadNews(0, 50))).items()).isEmpty();
    String secret = "csrf=" + csrf(get("/ops", alice));
    assertThat(post(to, alice, secret + order).statusCode()).isEqualTo(303);
    assertThat(await(fleet.news("hall-1", new ReadNews(0, 50))).items()).hasSize(1);
    assertThat(post("/ops/kiosks/none/order", alice, secret + order).statusCode()).isEqualTo(404);
    assertThat(post(to, alice, secret + "&order=EXPLODE").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsWrongComesFirstInABrowserAndAxeFindsNothing(Browser browser) {
    Page page = browser.newPage();
    for (String language : List.of("fr", "en")) {
      page.navigate(site + "/ops/login?lang=" + language);
      check(page, "login-" + language);
      page.fill("#name", "alice");
      page.fill("#password", PASSWORD);
      page.click("main button");
      page.waitForURL(site + "/ops");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
      assertThat(page.locator(".troubles li").first().textContent()).contains("hall-2");
      check(page, "overview-" + language);
      page.keyboard().press("?");
      assertThat(page.locator("#keys").getAttribute("open")).isNotNull();
      page.click("tbody th a >> nth=0");
      page.waitForURL(site + "/ops/kiosks/hall-1");
      check(page, "kiosk-" + language);
      page.navigate(site + "/ops/mails");
      check(page, "mails-" + language);
      page.click(".who button");
      page.waitForURL(site + "/ops/login");
    }
  }

  @Test
  void whoWorksHereIsWarnedOfTheEndAndAxeFindsNothing(Browser browser) {
    Page page = browser.newPage();
    page.clock().install();
    page.navigate(site + "/ops/login?lang=fr");
    page.fill("#name", "alice");
    page.fill("#password", PASSWORD);
    page.click("main button");
    page.waitForURL(site + "/ops");
    page.navigate(site + "/ops/mails");
    pass(page, Duration.ofMinutes(13));
    page.waitForSelector("#ending[open]");
    check(page, "ending");
    page.keyboard().press("Enter");
    page.waitForFunction("() => document.getElementById('stay').textContent.includes('11:28')");
    assertThat(page.locator("#ending").isVisible()).isFalse();
    pass(page, Duration.ofMinutes(14));
    page.waitForSelector("#ending[open]");
    pass(page, Duration.ofMinutes(2));
    page.waitForURL(site + "/ops/login");
  }

  /// Time passes for the server and for the page.
  private void pass(Page page, Duration passed) {
    time.set(time.get().plus(passed));
    page.clock().fastForward(passed.toMillis());
  }

  private static void check(Page page, String name) {
    Chromium.look(page, "ops-" + name);
  }

  private void hear(
      String kiosk, long oldest, Heartbeat.DeviceState printer, Heartbeat.PaperState paper)
      throws Exception {
    Heartbeat beat =
        new Heartbeat(
            "boot",
            "1.0.0",
            time.get(),
            Heartbeat.KioskState.IDLE,
            Heartbeat.DeviceState.UP,
            printer,
            paper,
            oldest > 0 ? 2 : 0,
            oldest,
            0,
            List.of());
    await(fleet.heard(kiosk, beat));
  }

  private static VisitEnded visit() {
    return new VisitEnded(
        UUID.randomUUID(),
        NOW.minusSeconds(120),
        NOW.minusSeconds(30),
        VisitEnd.COMPLETED,
        List.of("ATTESTATION"));
  }

  private HttpResponse<String> logIn(String name, String password) throws Exception {
    HttpResponse<String> form = get("/ops/login", "");
    String body =
        "csrf=" + csrf(form) + "&name=" + name + "&password=" + password.replace(' ', '+');
    return post("/ops/login", cookie(form, "__Host-ops-login="), body);
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    return http.send(request(path, cookie).build(), BodyHandlers.ofString());
  }

  /// What the script of a page is told of the time.
  private JsonObject told(String cookie) throws Exception {
    return new JsonObject(ask(cookie).body());
  }

  private HttpResponse<String> ask(String cookie) throws Exception {
    HttpRequest request = request("/ops/time", cookie).header("X-Live", "1").build();
    return http.send(request, BodyHandlers.ofString());
  }

  private int live(String cookie) throws Exception {
    HttpRequest request = request("/ops", cookie).header("X-Live", "1").build();
    return http.send(request, BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> post(String path, String cookie, String form) throws Exception {
    HttpRequest request =
        request(path, cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private static String csrf(HttpResponse<String> page) {
    Matcher found = CSRF.matcher(page.body());
    assertThat(found.find()).as("a form with its secret").isTrue();
    return URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
  }

  private static String setCookie(HttpResponse<String> answer, String name) {
    Optional<String> set =
        answer.headers().allValues("set-cookie").stream()
            .filter(value -> value.startsWith(name))
            .findFirst();
    assertThat(set).as("cookie " + name).isPresent();
    return set.orElseThrow();
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return setCookie(answer, name).replaceAll(";.*", "");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
