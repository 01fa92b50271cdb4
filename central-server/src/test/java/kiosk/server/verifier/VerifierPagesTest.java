package kiosk.server.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kiosk.server.account.AccountFixture;
import kiosk.server.attestation.DocumentRegister.VoidReason;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.web.Chromium;
import kiosk.server.web.PublicSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of a document's printed code (rule S1), over HTTP and in a browser.
@ExtendWith({CleanDatabase.class, Chromium.class})
final class VerifierPagesTest {

  private static final String CODE = "7K3M-9QXW-2HRT";
  private static final UUID DOCUMENT = new UUID(7, 7);

  private final AccountFixture fixture;
  private final Database database;
  private final HttpClient client = HttpClient.newHttpClient();
  private String site = "";

  VerifierPagesTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
  }

  @BeforeEach
  void open() {
    fixture.plant();
    site = serve(Set.of());
    issue(DOCUMENT, CODE);
  }

  private String serve(Set<String> proxies) {
    var pages = new VerifierPages(database, fixture.documents(), fixture.clock());
    HttpServer server =
        PublicSite.open(fixture.vertx(), "127.0.0.1", 0, proxies, List.of(pages)).await();
    return "http://127.0.0.1:" + server.actualPort();
  }

  @AfterEach
  void close() {
    client.close();
    fixture.close();
  }

  @Test
  void s1_thePrintedCodeIsAuthenticThenVoidedAndNothingIsSaidOfThePerson() throws Exception {
    HttpResponse<String> authentic = get("/verifier/" + CODE);
    assertThat(authentic.statusCode()).isEqualTo(200);
    assertThat(authentic.body()).contains("Ce document est authentique");
    assertThat(authentic.body())
        .doesNotContain("DURAND", "Marie", "284034410", "droits", "2026", CODE.substring(5));
    assertThat(withdraw()).isTrue();
    assertThat(get("/verifier/" + CODE).body()).contains("Ce document a été annulé");
    assertThat(withdraw()).as("once").isFalse();
    assertThat(
            fixture.row(
                "SELECT actor, action, detail FROM audit_line ORDER BY number DESC LIMIT 1"))
        .isEqualTo("system document.voided document " + DOCUMENT + " SPOILED");
    assertThat(fixture.row("SELECT void_reason, voided_at IS NOT NULL FROM document"))
        .isEqualTo("SPOILED true");
  }

  @Test
  void o6_helpIsOfferedHereToo() throws Exception {
    assertThat(get("/verifier").body())
        .contains(
            "36\u00a046",
            "+33\u00a01\u00a084\u00a090\u00a036\u00a046",
            "interprète en langue des signes",
            "l’accueil");
  }

  @Test
  void whatWasNeverIssuedAndWhatIsNoCodeLookAlike() throws Exception {
    HttpResponse<String> never = get("/verifier/0000-0000-0000");
    assertThat(never.body()).contains("Ce document n’est pas connu");
    for (String typed : hostile()) {
      for (HttpResponse<String> answer :
          List.of(get("/verifier/" + encoded(typed)), post("code=" + encoded(typed)))) {
        assertThat(answer.statusCode()).isEqualTo(never.statusCode());
        assertThat(answer.body()).isEqualTo(never.body());
      }
      fixture.advance(Duration.ofMinutes(1));
    }
    assertThat(post("").body()).isEqualTo(never.body());
  }

  @Test
  void aCodeIsTakenAsPeopleTypeIt() throws Exception {
    for (String typed : List.of(CODE, "7k3m9qxw2hrt", " 7K3M 9QXW\u00a02HRT ", "7K3M–9QXW–2HRT")) {
      assertThat(post("code=" + encoded(typed)).body()).contains("Ce document est authentique");
    }
    issue(new UUID(1, 0), "1000-AAAA-0111");
    assertThat(post("code=ioOo-aaaa-oLIl").body()).contains("Ce document est authentique");
  }

  @Test
  void whoAsksTooOftenWaitsAndThenGoesOn() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(get("/verifier/" + CODE).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = get("/verifier/" + CODE);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3");
    assertThat(refused.body()).contains("Trop de vérifications").doesNotContain("authentique");
    fixture.advance(Duration.ofSeconds(3));
    assertThat(get("/verifier/" + CODE).body()).contains("Ce document est authentique");
    assertThat(get("/verifier/" + CODE).statusCode()).isEqualTo(429);
  }

  @Test
  void theAnswerIsKeptNowhereAndRunsNothing() throws Exception {
    for (HttpResponse<String> answer : List.of(get("/verifier"), get("/verifier/" + CODE))) {
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(answer.body()).doesNotContain("<script");
    }
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(Words.in("en").keys()).isEqualTo(Words.in("fr").keys());
    assertThat(Words.in("de").language()).isEqualTo("fr");
  }

  @Test
  void byKeyboardInABrowserAxeFindsNothing(Browser browser) {
    withdraw();
    issue(new UUID(1, 0), "1000-AAAA-0111");
    Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(390, 844));
    for (String language : List.of("fr", "en")) {
      page.navigate(site + "/verifier?lang=" + language);
      check(page, "ask-" + language);
      for (String code : List.of("1000-aaaa-0111", CODE, "nothing")) {
        page.focus("#code");
        page.keyboard().type(code);
        page.keyboard().press("Enter");
        page.waitForSelector("h2");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        check(page, code.toLowerCase(Locale.ROOT) + "-" + language);
      }
    }
  }

  @Test
  void theLanguageThatWasChosenOnThePortalIsHeeded() throws Exception {
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(URI.create(site + "/verifier"))
            .header("Accept-Language", "fr")
            .header("Cookie", "__Host-portal-lang=en");
    assertThat(send(asked).body()).contains("<html lang=\"en\">");
    assertThat(get("/verifier").body()).contains("<html lang=\"fr\">");
  }

  private static List<String> hostile() {
    return List.of(
        "x",
        CODE + "0",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "${7*7}",
        "\u202e" + CODE,
        "a\r\nSet-Cookie: a=b",
        "\u0000",
        "9".repeat(3000));
  }

  private static void check(Page page, String name) {
    Chromium.look(page, "verifier-" + name);
  }

  private boolean withdraw() {
    return database
        .inTransaction(
            tx -> fixture.documents().withdraw(tx, DOCUMENT, VoidReason.SPOILED, "system"))
        .await();
  }

  private void issue(UUID id, String code) {
    String sql =
        "INSERT INTO document (id, insured_id, session, kind, verification_code, issued_at, sealed)"
            + " SELECT $1, min(id), $2, 'ATTESTATION_DROITS', $3, $4, $2 FROM insured";
    OffsetDateTime at = fixture.now().atOffset(ZoneOffset.UTC);
    database
        .withConnection(
            c -> c.preparedQuery(sql).execute(Tuple.of(id, Buffer.buffer("x"), code, at)))
        .await();
  }

  /// RFC 6797, section 7.2: only who ends TLS before the node knows.
  @Test
  void onlyASecretLineIsAskedToStayOneAndOnlyAProxyOfOursKnows() throws Exception {
    assertThat(staysSecret("https")).as("no proxy of ours says so").isEmpty();
    site = serve(Set.of("192.0.2.1"));
    assertThat(staysSecret("https")).as("another is").isEmpty();
    site = serve(Set.of("127.0.0.1"));
    assertThat(staysSecret("https")).contains("max-age=31536000");
    assertThat(staysSecret("http")).isEmpty();
    assertThat(get("/verifier").headers().firstValue("Strict-Transport-Security")).isEmpty();
  }

  private Optional<String> staysSecret(String proto) throws Exception {
    HttpRequest.Builder told =
        HttpRequest.newBuilder(URI.create(site + "/verifier")).header("X-Forwarded-Proto", proto);
    return send(told).headers().firstValue("Strict-Transport-Security");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(site + path)));
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(site + "/verifier"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String typed) {
    return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
