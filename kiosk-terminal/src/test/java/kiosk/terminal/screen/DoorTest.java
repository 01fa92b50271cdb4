package kiosk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.Touch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The door is deaf to all but its own page: forged requests, written byte by byte, get no file, no
/// socket and no cookie, and reach no touch handler.
class DoorTest {

  private static final String UPGRADE =
      "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13"
          + "|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final AtomicInteger touches = new AtomicInteger();

  private static Vertx vertx;

  /// Held here: a client that nobody refers to is collected and closes its sockets.
  private static WebSocketClient pages;

  private static int port;
  private static String start;
  private static String cookie;

  @BeforeAll
  static void openTheDoor() throws IOException {
    vertx = Vertx.vertx();
    pages = vertx.createWebSocketClient();
    ScreenServer server =
        ScreenServer.start(
                vertx, 0, touch -> touches.incrementAndGet(), ScreenPage.CLOCK, new SecureRandom())
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI url = URI.create(server.startUrl());
    port = url.getPort();
    start = url.getRawPath() + "?" + url.getRawQuery();
    String answer = ask("GET " + start, "Host: {host}");
    cookie = answer.lines().filter(l -> l.startsWith("Set-Cookie: ")).findFirst().orElseThrow();
    cookie = cookie.substring("Set-Cookie: ".length(), cookie.indexOf(';'));
  }

  @AfterAll
  static void closeTheDoor() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void theStartAddressGivesAStrictCookieAndThePageOpens() throws IOException {
    String answer = ask("GET " + start, "Host: {host}");
    assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /\r\n");
    assertThat(answer).contains("; HttpOnly; SameSite=Strict");
    String page = ask("GET /", "Host: {host}|Cookie: {cookie}");
    assertThat(page).startsWith("HTTP/1.1 200").contains("<!doctype html>");
    assertThat(ask("GET /screen", "Host: {host}|Cookie: {cookie}|Origin: {origin}|" + UPGRADE))
        .startsWith("HTTP/1.1 101");
  }

  @Test
  void everyAnswerCarriesTheStrictHeaders() throws IOException {
    for (String path : List.of("/", "/screen.js", "/nothing", start)) {
      assertThat(ask("GET " + path, "Host: {host}|Cookie: {cookie}"))
          .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff")
          .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
          .contains("require-trusted-types-for 'script'", "Referrer-Policy: no-referrer")
          .doesNotContain("unsafe");
    }
  }

  static Stream<String> forged() {
    List<String> table = new ArrayList<>();
    hosts().forEach(host -> table.add("GET /screen.js~Host: " + host + "|Cookie: {cookie}"));
    hosts()
        .limit(4)
        .forEach(
            host -> table.add("GET /screen~Host: " + host + "|Cookie: {cookie}|" + good(UPGRADE)));
    origins()
        .forEach(
            origin ->
                table.add(
                    "GET /screen~Host: {host}|Cookie: {cookie}|Origin: " + origin + "|" + UPGRADE));
    origins().limit(4).forEach(o -> table.add("GET /~Host: {host}|Cookie: {cookie}|Origin: " + o));
    cookies().forEach(c -> table.add("GET /~Host: {host}|Cookie: " + c));
    cookies()
        .limit(3)
        .forEach(c -> table.add("GET /screen~Host: {host}|Cookie: " + c + "|" + good(UPGRADE)));
    table.add("GET /screen~Host: {host}|" + good(UPGRADE));
    table.add("GET /screen~Host: {host}|Cookie: {cookie}|" + UPGRADE);
    table.add("GET /screen~Host: {host}|Cookie: {cookie}|Origin: {origin}");
    table.add("GET /~Host: {host}|Cookie: {cookie}|Sec-Fetch-Site: cross-site");
    table.add("GET /~Host: {host}|Host: evil.example|Cookie: {cookie}");
    table.add("GET /~Cookie: {cookie}");
    paths().forEach(p -> table.add("GET " + p + "~Host: {host}|Cookie: {cookie}"));
    Stream.of("POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECT")
        .forEach(m -> table.add(m + " /~Host: {host}|Cookie: {cookie}|Content-Length: 0"));
    table.add("GET /~Host: {host}|Cookie: {cookie}|Content-Length: 2");
    return table.stream();
  }

  private static String good(String upgrade) {
    return "Origin: {origin}|" + upgrade;
  }

  private static Stream<String> hosts() {
    return Stream.of(
        "evil.example",
        "localhost:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.1:{port}",
        "[::1]:{port}",
        "2130706433:{port}",
        "127.0.0.1.evil.example:{port}",
        "{host}.evil.example",
        "evil.example@{host}");
  }

  private static Stream<String> origins() {
    return Stream.of(
        "http://evil.example",
        "null",
        "https://{host}",
        "http://localhost:{port}",
        "http://127.0.0.1",
        "{origin}.evil.example",
        "{origin}/",
        "file://",
        "{origin}|Origin: http://evil.example");
  }

  private static Stream<String> cookies() {
    return Stream.of(
        "",
        "kiosk-screen-{port}=",
        "kiosk-screen-{port}=0000",
        "{cookie}0",
        "kiosk-screen-1={cookie}",
        "{cookie}; {cookie}",
        "{cookie}|Cookie: {cookie}");
  }

  private static Stream<String> paths() {
    return Stream.of(
        "/start",
        "/start?token=",
        "/start?token=0000",
        "/?a=b",
        "//",
        "/../screen.js",
        "/%73creen.js",
        "/messages/screen_fr.properties",
        "http://evil.example/",
        "/favicon.ico");
  }

  @ParameterizedTest
  @MethodSource("forged")
  void aForgedRequestGetsNothing(String request) throws IOException {
    String[] parts = request.split("~", 2);
    String answer = ask(parts[0], parts[1]);
    assertThat(answer).matches(a -> a.isEmpty() || a.startsWith("HTTP/1.1 4"));
    assertThat(answer).doesNotContain("Set-Cookie", "<!doctype", "use strict");
    assertThat(touches).hasValue(0);
  }

  @Test
  void aPressMeantForTheQuestionBeforeIsOnlyASignOfPresence() throws Exception {
    LinkedBlockingQueue<Touch> seen = new LinkedBlockingQueue<>();
    ScreenServer server =
        ScreenServer.start(vertx, 0, seen::add, ScreenPage.CLOCK, new SecureRandom())
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    LinkedBlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    WebSocket page = connect(server, frames);
    for (int number : List.of(1, 2)) {
      ScreenModel question = new ScreenModel.Consent(ScreenModel.ConsentQuestion.EMAIL, number, 4);
      server.show(
          new Frame(
              question, Frame.Appearance.DEFAULT, Optional.empty(), false, true, Figures.STANDARD));
    }
    int starting = number(frames);
    int first = number(frames);
    int second = number(frames);
    for (int n : List.of(starting, first, second)) {
      page.writeTextMessage("{\"t\":\"press\",\"action\":\"PROCEED\",\"n\":" + n + "}");
    }
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Touch.Presence());
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Touch.Presence());
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Touch.Press(Touch.Action.PROCEED));
  }

  private static WebSocket connect(ScreenServer server, LinkedBlockingQueue<JsonObject> frames)
      throws Exception {
    URI url = URI.create(server.startUrl());
    HttpClient http = HttpClient.newHttpClient();
    String given =
        http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(url.getPort())
            .setURI("/screen")
            .addHeader("Cookie", given.substring(0, given.indexOf(';')))
            .addHeader("Origin", "http://127.0.0.1:" + url.getPort());
    return pages
        .connect(options)
        .onSuccess(s -> s.textMessageHandler(text -> frames.add(new JsonObject(text))))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }

  private static int number(LinkedBlockingQueue<JsonObject> frames) throws Exception {
    while (true) {
      JsonObject frame = frames.poll(20, TimeUnit.SECONDS);
      assertThat(frame).isNotNull();
      if (frame.containsKey("n")) {
        return frame.getInteger("n");
      }
    }
  }

  @Test
  void theTableHasAtLeastFortyForgeries() {
    assertThat(forged().distinct().count()).isGreaterThanOrEqualTo(40);
  }

  private static String ask(String line, String headers) throws IOException {
    String text = (line + " HTTP/1.1\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n");
    String request =
        text.replace("{host}", "127.0.0.1:{port}")
            .replace("{origin}", "http://127.0.0.1:{port}")
            .replace("{cookie}", cookie == null ? "" : cookie)
            .replace("{port}", String.valueOf(port));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return answer(socket.getInputStream());
    }
  }

  // The head, and as much of the body as it announces.
  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int left = -1;
    while (left != 0) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      bytes.write(b);
      left = left > 0 ? left - 1 : left;
      String text = bytes.toString(StandardCharsets.ISO_8859_1);
      if (left < 0 && text.endsWith("\r\n\r\n")) {
        left = Math.min(length(text), 2_000);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static int length(String head) {
    return head.lines()
        .filter(l -> l.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .map(l -> Integer.parseInt(l.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }
}
