package kiosk.simulators.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The site's deafness to others.
final class LoopbackSiteTest {

  private final Vertx vertx = Vertx.vertx();

  /// Held here: a client that nobody refers to is collected and closes its connections.
  private final HttpClient client = vertx.createHttpClient();

  private String url = "";
  private String authority = "";

  @BeforeEach
  void open() throws Exception {
    Future<LoopbackSite> opening =
        LoopbackSite.open(
            vertx,
            0,
            router -> {
              router.get("/").handler(context -> context.end("page"));
              router.post("/act").handler(context -> context.end("done"));
            });
    url = opening.await(20, TimeUnit.SECONDS).url();
    authority = url.substring("http://".length());
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void itsOwnPagesAreHeard() throws Exception {
    assertThat(status(HttpMethod.GET, Map.of("Host", authority))).isEqualTo(200);
    assertThat(status(HttpMethod.POST, Map.of("Host", authority, "Origin", url))).isEqualTo(200);
    assertThat(status(HttpMethod.POST, Map.of("Host", authority))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  Host, evil.exemple.test",
    "GET,  Host, 127.0.0.1",
    "GET,  Host, localhost:1",
    "GET,  Origin, https://evil.exemple.test",
    "POST, Origin, https://evil.exemple.test",
    "POST, Origin, http://127.0.0.1:1",
    "POST, Origin, null",
    "POST, Sec-Fetch-Site, cross-site"
  })
  void strangersAreNot(String method, String header, String value) throws Exception {
    Map<String, String> headers =
        header.equals("Host") ? Map.of("Host", value) : Map.of("Host", authority, header, value);
    assertThat(status(HttpMethod.valueOf(method), headers)).isEqualTo(403);
  }

  @Test
  void everyAnswerCarriesThePolicy() throws Exception {
    HttpClientResponse answer = send(HttpMethod.GET, Map.of("Host", authority));
    assertThat(answer.getHeader("Content-Security-Policy"))
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  private int status(HttpMethod method, Map<String, String> headers) throws Exception {
    return send(method, headers).statusCode();
  }

  private HttpClientResponse send(HttpMethod method, Map<String, String> headers) throws Exception {
    String path = method.equals(HttpMethod.POST) ? "/act" : "/";
    RequestOptions request = new RequestOptions().setMethod(method).setAbsoluteURI(url + path);
    headers.forEach(request::putHeader);
    return client
        .request(request)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.body().map((Buffer body) -> answer))
        .await(20, TimeUnit.SECONDS);
  }
}
