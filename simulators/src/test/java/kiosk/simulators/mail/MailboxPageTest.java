package kiosk.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mailbox page over HTTP.
final class MailboxPageTest {

  private static final String MAIL =
      """
      X-Envelope-To: prenom@exemple.test
      X-Received-At: 2026-03-02T11:00:00Z
      From: Votre Assurance Maladie <ne-pas-repondre@exemple.test>
      Subject: <script>alert(1)</script> & co
      Message-ID: <one@exemple.test>
      MIME-Version: 1.0
      Content-Type: text/html; charset=utf-8

      <p><script>alert(2)</script>Bonjour</p>
      """;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private MailSink sink;
  private String url = "";

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("0001.eml"), MAIL.replace("\n", "\r\n"));
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    sink = MailSink.start(0, folder, clock);
    url = MailboxPage.open(vertx, 0, sink, ZoneOffset.UTC).await(20, TimeUnit.SECONDS).url();
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
    http.close();
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void theListNamesEveryMailAndRunsNoneOfIt() throws Exception {
    assertThat(get("/").body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; co", "prenom@exemple.test")
        .contains("2 mars 2026 11:00:00")
        .doesNotContain("<script>");
  }

  @Test
  void theHtmlOfAMailStandsInASandbox() throws Exception {
    assertThat(get("/mails/1").body()).contains("sandbox=\"allow-popups");
    HttpResponse<String> html = get("/mails/1/html");
    assertThat(html.body()).contains("Bonjour");
    assertThat(html.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "sandbox")
                    .doesNotContain("script"));
  }

  @Test
  void theBytesCanBeHad() throws Exception {
    assertThat(get("/mails/1.eml").body()).isEqualTo(MAIL.replace("\n", "\r\n"));
  }

  @Test
  void scriptsReadItAsJson() throws Exception {
    JsonArray mails = new JsonArray(get("/api/mails").body());
    assertThat(mails.getJsonObject(0).getString("messageId")).isEqualTo("<one@exemple.test>");
    assertThat(mails.getJsonObject(0).getJsonArray("to").getString(0))
        .isEqualTo("prenom@exemple.test");
  }

  @Test
  void aMailThatIsNotThereIsNotFound() throws Exception {
    assertThat(get("/mails/2").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
