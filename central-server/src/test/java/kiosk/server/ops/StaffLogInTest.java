package kiosk.server.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.contract.fleet.Figures;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.fleet.Fleet;
import kiosk.server.mail.MailLedger;
import kiosk.server.staff.Role;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.staff.StaffSessions;
import kiosk.server.web.PublicSite;
import kiosk.server.web.RateLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The door of staff before strangers: it tells nothing, keeps nobody out, and counts exactly.
@ExtendWith(CleanDatabase.class)
final class StaffLogInTest {

  private static final String PASSWORD = "a long enough one";
  private static final String WRONG = "not this password";
  private static final String OFFICE = "192.0.2.1";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  /// What no field takes.
  private static final List<String> HOSTILE =
      List.of(
          "a\u0000b",
          "a\r\nSet-Cookie: a=b",
          "\u202e\u2066\ud800",
          "x".repeat(1_000_000),
          "${jndi:ldap://exemple.test/a}",
          "'; DROP TABLE staff; --",
          "<script>alert(1)</script>");

  private final Database database;
  private final AccountFixture fixture;
  private final HttpClient http = HttpClient.newHttpClient();
  private String site = "";

  StaffLogInTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void open() {
    fixture.plant();
    fixture.row("WITH gone AS (DELETE FROM staff_try) SELECT 1");
    site = "http://127.0.0.1:" + serve(1_000);
  }

  @AfterEach
  void close() {
    http.close();
    fixture.close();
  }

  /// @param atOnce tries of one network without a pause
  private int serve(int atOnce) {
    StaffDirectory staff =
        new StaffDirectory(database, fixture.hasher(), fixture.vault(), fixture.clock());
    staff.put("denis", Role.ADMIN, PASSWORD).await();
    OpsPages pages =
        new OpsPages(
            new Fleet(database, fixture.clock(), "central-1", Figures.STANDARD, kiosk -> {}),
            new StaffSessions(database, staff, fixture.clock(), new SecureRandom()),
            new RateLimit(atOnce, Duration.ofSeconds(3), fixture.clock()),
            fixture.counter(),
            new MailLedger(database, Duration.ofDays(3)),
            () -> List.of("central-1"),
            fixture.clock());
    return PublicSite.open(fixture.vertx(), "127.0.0.1", 0, Set.of("127.0.0.1"), List.of(pages))
        .await()
        .actualPort();
  }

  @Test
  void aKnownAndAnUnknownNameGetTheSameBytesAtEveryTry() {
    for (int i = 1; i <= 12; i++) {
      HttpResponse<String> known = logIn(OFFICE, "denis", WRONG);
      HttpResponse<String> unknown = logIn(OFFICE, "nobod", WRONG);
      assertThat(known.statusCode()).as("try %d", i).isEqualTo(i <= 5 ? 401 : 429);
      assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
      assertThat(bare(unknown).replace("nobod", "denis")).isEqualTo(bare(known));
      assertThat(headers(unknown)).isEqualTo(headers(known));
    }
    assertThat(fixture.row("SELECT string_agg(wrong::text, ' ') FROM staff_try"))
        .isEqualTo("5 5 5 5");
  }

  @Test
  void theWaitIsToldToTheSecondAndDoublesUpToAQuarterOfAnHour() {
    for (int i = 0; i < 5; i++) {
      logIn(OFFICE, "denis", WRONG);
    }
    fixture.advance(Duration.ofMillis(500));
    assertThat(logIn(OFFICE, "denis", PASSWORD).body())
        .contains("Attendez encore 1 min 0 s, jusqu’à 09:01:00", "value=\"denis\"");
    for (int minutes : List.of(1, 2, 4, 8, 16, 16)) {
      fixture.advance(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(logIn(OFFICE, "denis", PASSWORD).statusCode()).isEqualTo(429);
      fixture.advance(Duration.ofSeconds(1));
      assertThat(logIn(OFFICE, "denis", WRONG).statusCode()).isEqualTo(401);
    }
    fixture.advance(Duration.ofMinutes(16));
    assertThat(logIn(OFFICE, "denis", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void aStrangerElsewhereKeepsNobodyOut() {
    assertThat(logIn(OFFICE, "denis", PASSWORD).statusCode()).isEqualTo(303);
    guessFromEverywhere();
    assertThat(logIn("203.0.113.1", "denis", PASSWORD).statusCode())
        .as("slowed down, from where the name never logged in")
        .isEqualTo(429);
    assertThat(logIn(OFFICE, "denis", PASSWORD).statusCode()).isEqualTo(303);
    guessFromEverywhere();
    fixture.advance(Duration.ofSeconds(10));
    assertThat(logIn("203.0.113.1", "denis", PASSWORD).statusCode())
        .as("for ten seconds")
        .isEqualTo(303);
  }

  @Test
  void ofFiftyWrongPasswordsAtOnceFiveAreLookedAtAndCounted() {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    HttpResponse<String> form = ask();
    for (int i = 0; i < 50; i++) {
      all.add(http.sendAsync(sent(form, OFFICE, "denis", WRONG), BodyHandlers.ofString()));
    }
    List<Integer> answers = all.stream().map(answer -> answer.join().statusCode()).toList();
    assertThat(answers).filteredOn(status -> status == 401).hasSize(5);
    assertThat(answers).filteredOn(status -> status == 429).hasSize(45);
    assertThat(fixture.row("SELECT string_agg(wrong::text, ' ') FROM staff_try")).isEqualTo("5 5");
  }

  @Test
  void whoGivesThePasswordAgainIsToldTheWaitToo() {
    String session = cookie(logIn(OFFICE, "denis", PASSWORD), "__Host-ops=");
    String form =
        "csrf=%s&code=1000-AAAA-0111&reason=MISTAKE&password="
            .formatted(csrf(get("/ops", session)));
    fixture.advance(StaffSessions.FRESH.plusSeconds(1));
    String path = "/ops/desk/document/withdraw";
    for (int i = 0; i < 5; i++) {
      assertThat(post(path, session, form + "wrong").statusCode()).isEqualTo(404);
    }
    issue("1000-AAAA-0111");
    assertThat(post(path, session, form + PASSWORD.replace(' ', '+')).body())
        .contains("Attendez encore 1 min 0 s, jusqu’à 09:11:01");
    fixture.advance(Duration.ofMinutes(1));
    assertThat(post(path, session, form + PASSWORD.replace(' ', '+')).body())
        .contains("Le document est annulé");
  }

  private void issue(String code) {
    fixture.row(
        """
        INSERT INTO document (id, insured_id, session, kind, verification_code, issued_at, sealed)
        SELECT gen_random_uuid(), min(id), '', 'ATTESTATION_DROITS', '%s', now(), '' FROM insured
        RETURNING 1"""
            .formatted(code));
  }

  @Test
  void whatIsNoNameIsAnsweredAsAnyOther() {
    String plain = bare(logIn(OFFICE, "", WRONG));
    for (String hostile : HOSTILE) {
      HttpResponse<String> name = logIn(OFFICE, hostile, WRONG);
      assertThat(name.statusCode()).isEqualTo(401);
      assertThat(bare(name)).isEqualTo(plain);
    }
    for (String hostile : HOSTILE) {
      assertThat(logIn(hostile, "denis", hostile).statusCode()).isIn(401, 429);
    }
    assertThat(logIn("192.0.2.2", "denis", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void everyFormOfStaffTakesWhatNobodyTypes() {
    HttpResponse<String> welcome = logIn(OFFICE, "denis", PASSWORD);
    String session = cookie(welcome, "__Host-ops=");
    String secret = "csrf=" + csrf(get("/ops", session));
    String desk = "/ops/desk/cases/00000000-0000-0000-0000-000000000001";
    for (String hostile : HOSTILE) {
      String typed = "=" + URLEncoder.encode(hostile, UTF_8);
      for (String form :
          List.of(
              "/ops/desk/find&nir",
              desk + "/identity&proof",
              desk + "/code&turn",
              desk + "/unlock&turn",
              desk + "/email&turn",
              "/ops/desk/document&code",
              "/ops/desk/document/withdraw&reason",
              "/ops/desk/document/withdraw&reason=MISTAKE&code",
              "/ops/kiosks/hall-1/order&order")) {
        int field = form.indexOf('&');
        String path = form.substring(0, field);
        HttpResponse<String> answer = post(path, session, secret + form.substring(field) + typed);
        assertThat(answer.statusCode()).as(form).isBetween(400, 499);
        assertThat(answer.body())
            .as(form)
            .contains("<html lang=\"fr\">")
            .doesNotContain("<script>");
      }
    }
    for (String path : List.of("/ops/kiosks/%00", "/ops/kiosks/%27", "/ops/desk/cases/%00")) {
      assertThat(get(path, session).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aFloodFromOneNetworkIsToldHowLongToWaitAndStopsNoOther() {
    site = "http://127.0.0.1:" + serve(3);
    for (String name : List.of("anne", "berthe", "celine")) {
      assertThat(logIn("2001:db8:1:2::1", name, WRONG).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> limited = logIn("2001:db8:1:2:ffff::9", "diane", WRONG);
    assertThat(limited.statusCode()).as("the same network").isEqualTo(429);
    assertThat(limited.body()).contains("Recommencez dans 3 s.", "value=\"diane\"");
    assertThat(logIn("2001:db8:1:3::1", "diane", WRONG).statusCode()).isEqualTo(401);
    fixture.advance(Duration.ofSeconds(3));
    assertThat(logIn("2001:db8:1:2::1", "diane", WRONG).statusCode()).isEqualTo(401);
  }

  @Test
  void whoComesAndGoesIsInTheTrailAndWhatAStrangerTypedIsNot() {
    logIn(OFFICE, "denis", WRONG);
    logIn(OFFICE, PASSWORD, WRONG);
    String session = cookie(logIn(OFFICE, "denis", PASSWORD), "__Host-ops=");
    String form =
        "csrf=%s&code=1000-AAAA-0111&reason=MISTAKE&password="
            .formatted(csrf(get("/ops", session)));
    fixture.advance(StaffSessions.FRESH.plusSeconds(1));
    post("/ops/desk/document/withdraw", session, form + "wrong");
    post("/ops/desk/document/withdraw", session, form + PASSWORD.replace(' ', '+'));
    post("/ops/logout", session, form);
    post("/ops/logout", session, form);
    assertThat(
            fixture.row(
                "SELECT string_agg(concat_ws(' ', actor, action, detail), E'\\n' ORDER BY number)"
                    + " FROM audit_line WHERE action LIKE 'staff.%'"))
        .isEqualTo(
            """
            staff staff.refused denis
            staff staff.refused nobody
            desk:denis staff.entered\s
            staff staff.refused denis
            desk:denis staff.proved\s
            desk:denis staff.left\s""");
    assertThat(fixture.row("SELECT string_agg(line::text, ' ') FROM audit_line line"))
        .doesNotContain(PASSWORD, WRONG);
    assertThat(fixture.auditBroken()).isEmpty();
  }

  @Test
  void ofManyTriesWithinAWaitOnlyThoseLookedAtAreInTheTrail() {
    for (int i = 0; i < 12; i++) {
      logIn(OFFICE, "denis", WRONG);
    }
    assertThat(fixture.row("SELECT count(*) FROM audit_line")).isEqualTo("5");
  }

  /// A hundred wrong passwords of one name, from as many networks.
  private void guessFromEverywhere() {
    logIn("198.51.100.1", "denis", WRONG);
    fixture.row("UPDATE staff_try SET wrong = 98 WHERE network_index = '' RETURNING 1");
    for (int i = 2; i <= 3; i++) {
      assertThat(logIn("198.51.100." + i, "denis", WRONG).statusCode()).isEqualTo(401);
    }
  }

  private HttpResponse<String> logIn(String network, String name, String password) {
    return send(sent(ask(), network, name, password));
  }

  private HttpResponse<String> ask() {
    return send(HttpRequest.newBuilder(URI.create(site + "/ops/login")).build());
  }

  private HttpRequest sent(
      HttpResponse<String> form, String network, String name, String password) {
    String body =
        "csrf=%s&name=%s&password=%s"
            .formatted(
                csrf(form), URLEncoder.encode(name, UTF_8), URLEncoder.encode(password, UTF_8));
    return posting("/ops/login", cookie(form, "__Host-ops-login="), body)
        .header("X-Forwarded-For", network.replaceAll("[^0-9a-f.:]", ""))
        .build();
  }

  private HttpResponse<String> post(String path, String cookie, String body) {
    return send(posting(path, cookie, body).build());
  }

  private HttpRequest.Builder posting(String path, String cookie, String body) {
    return HttpRequest.newBuilder(URI.create(site + path))
        .header("Cookie", cookie)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> get(String path, String cookie) {
    return send(HttpRequest.newBuilder(URI.create(site + path)).header("Cookie", cookie).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofString()).join();
  }

  private static String csrf(HttpResponse<String> page) {
    Matcher found = CSRF.matcher(page.body());
    assertThat(found.find()).as("a form with its secret").isTrue();
    return URLEncoder.encode(found.group(1), UTF_8);
  }

  private static String bare(HttpResponse<String> page) {
    return CSRF.matcher(page.body()).replaceAll("");
  }

  /// All but the secret of the form, which is another each time.
  private static Map<String, List<String>> headers(HttpResponse<String> page) {
    Map<String, List<String>> headers = new HashMap<>(page.headers().map());
    headers.replace(
        "set-cookie",
        page.headers().allValues("set-cookie").stream()
            .map(value -> value.replaceAll("=[^;]*;", ";"))
            .toList());
    return headers;
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(value -> value.startsWith(name))
        .findFirst()
        .orElseThrow()
        .replaceAll(";.*", "");
  }
}
