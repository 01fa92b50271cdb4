package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.web.PublicSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The link's pages, over HTTP.
@ExtendWith(CleanDatabase.class)
final class ConfirmationPagesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AccountFixture fixture;
  private final Database database;
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;
  private String token = "";

  ConfirmationPagesTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
    this.server = fixture.vertx().createHttpServer();
  }

  @BeforeEach
  void open() {
    fixture.plant();
    server =
        PublicSite.open(
                fixture.vertx(),
                "127.0.0.1",
                0,
                List.of(new ConfirmationPages(database, fixture.emails())))
            .await();
    fixture.enter("BENALI", "nadia@exemple.test");
    token = fixture.newestToken();
  }

  @AfterEach
  void close() {
    client.close();
    fixture.close();
  }

  @Test
  void e6_openingALinkNeverUsesIt() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(send(request("").GET()).body()).contains("Confirmer mon email");
      send(request("").method("HEAD", HttpRequest.BodyPublishers.noBody()));
      send(request("").header("Sec-Purpose", "prefetch").GET());
    }
    assertThat(post("").body()).contains("Votre adresse mail est confirmée");
    assertThat(post("").body()).contains("déjà confirmée");
  }

  @Test
  void e6_fiftyPressesAtOnceConfirmOnce() throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(50)) {
      List<Future<String>> presses =
          IntStream.range(0, 50).mapToObj(i -> people.submit(() -> post("").body())).toList();
      int confirmed = 0;
      for (Future<String> press : presses) {
        confirmed += press.get().contains("Votre adresse mail est confirmée") ? 1 : 0;
      }
      assertThat(confirmed).isEqualTo(1);
    }
  }

  @Test
  void e7_everyAgeHasItsPage() throws Exception {
    fixture.advance(Duration.ofDays(7));
    assertThat(send(request("").GET()).body()).contains("Confirmez votre adresse mail");
    fixture.advance(SECOND);
    assertThat(send(request("").GET()).body())
        .contains("Ce lien n’est plus actif", "Recevoir un nouveau lien", "une autre adresse");
    assertThat(post("").body())
        .as("the button is below the words that say so, the other way after it")
        .containsSubsequence(
            "Ce lien n’est plus actif",
            "bouton ci-dessous",
            "Recevoir un nouveau lien",
            "/connexion");
    fixture.advance(Duration.ofDays(14).minus(SECOND));
    assertThat(send(request("").GET()).body()).contains("Ce lien n’est plus actif");
    fixture.advance(SECOND);
    assertThat(send(request("").GET()).body()).contains("Cette adresse mail a été effacée");
    assertThat(post("/resend").body()).contains("Cette adresse mail a été effacée");
  }

  @Test
  void e7_aNewLinkGoesToTheSameAddressAndTheOlderOneSaysSo() throws Exception {
    fixture.advance(Duration.ofDays(8));
    assertThat(post("/resend").body()).contains("Un nouveau lien vient d’être envoyé");
    assertThat(send(request("").GET()).body()).contains("Un lien plus récent vous a été envoyé");
    token = fixture.newestToken();
    assertThat(post("").body()).contains("Votre adresse mail est confirmée");
  }

  @Test
  void aLinkThatIsNoneIsNotFoundAndComesBackInNoPage() throws Exception {
    for (String bad :
        List.of("x", "a".repeat(43), "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%0D%0Aa", "%00")) {
      token = bad;
      HttpResponse<String> answer = send(request("").GET());
      assertThat(answer.statusCode()).isIn(400, 404);
      assertThat(answer.body()).doesNotContain("<script", "alert(1)");
    }
  }

  @Test
  void everyPageIsStrictAboutItself() throws Exception {
    HttpResponse<String> answer = send(request("").GET());
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.body()).doesNotContain("nadia", "BENALI", "<script", "style=");
    assertThat(answer.body().length()).isLessThan(50_000);
  }

  @Test
  void thePageSpeaksTheLanguageThatIsAskedFor() throws Exception {
    assertThat(send(request("?lang=en").GET()).body())
        .contains("<html lang=\"en\"", "Confirm my e-mail");
    assertThat(send(request("").header("Accept-Language", "en-GB,en;q=0.9").GET()).body())
        .contains("Confirm my e-mail");
    assertThat(send(request("").header("Accept-Language", "br").GET()).body())
        .contains("Confirmer mon email");
    assertThat(post("?lang=en").body()).contains("Your e-mail address is confirmed");
  }

  @Test
  void bothLanguagesHaveTheSameKeys() {
    List<List<String>> keys =
        Stream.of("fr", "en").map(language -> Words.in(language).keys()).toList();
    assertThat(keys.get(0)).isEqualTo(keys.get(1)).hasSizeGreaterThan(20);
  }

  private HttpResponse<String> post(String rest) throws IOException, InterruptedException {
    return send(request(rest).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String rest) {
    String page = "http://127.0.0.1:" + server.actualPort() + "/confirmation/" + token + rest;
    return HttpRequest.newBuilder(URI.create(page));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
