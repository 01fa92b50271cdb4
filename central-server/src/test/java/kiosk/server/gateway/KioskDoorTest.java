package kiosk.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kiosk.contract.Addresses;
import kiosk.server.config.Endpoint;
import kiosk.server.pki.Certificates;
import kiosk.server.pki.KeyFolder;
import kiosk.server.pki.RevocationList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may enter by the kiosks' door, and what each may do there.
final class KioskDoorTest {

  private static final long SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final List<WebSocketClient> clients = new ArrayList<>();
  private KeyFolder keys;
  private Path folder;
  private int port;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    keys = new KeyFolder(folder, InstantSource.system());
    keys.ensureServer();
    keys.ensureKiosk("hall-1");
    keys.ensureKiosk("hall-2");
    Path server = folder.resolve("server");
    KioskDoor door =
        new KioskDoor(
            new Endpoint("127.0.0.1", 0),
            server,
            new RevocationList(server.resolve("crl.pem"), server.resolve("ca.pem")));
    vertx.deployVerticle(door).await(SECONDS, TimeUnit.SECONDS);
    port = door.port();
    vertx.eventBus().<Object>consumer(Addresses.HEARTBEAT, this::tellName);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aKioskIsKnownByItsCertificateWhateverItSays() throws Exception {
    Kiosk kiosk = enter("hall-1");
    JsonObject forged = new JsonObject().put("kiosk", "hall-2").put("x", "y");
    assertThat(kiosk.ask(Addresses.HEARTBEAT, forged).getString("body"))
        .isEqualTo("hall-1 [kiosk]");
  }

  @Test
  void noStrangerEnters() throws Exception {
    Certificates bad = new Certificates(folder, folder, Instant.now());
    List<Path> strangers =
        List.of(
            bad.ofAnotherAuthority(),
            bad.expired(),
            bad.notYetValid(),
            bad.named("nameless"),
            bad.named("two", "urn:kiosk:hall-1", "urn:kiosk:hall-2"),
            bad.named("odd", "urn:kiosk:hall-1.news"),
            bad.named("wild", "urn:kiosk:*"),
            bad.named("other", "https://exemple.test/hall-1"),
            folder.resolve("server/server.pem"),
            folder.resolve("server/node.pem"));
    for (Path certificate : strangers) {
      assertThat(answered(options(certificate))).as(certificate.toString()).isFalse();
    }
    assertThat(answered(options(folder.resolve("kiosks/hall-1/kiosk.pem")))).isTrue();
  }

  @Test
  void nobodyEntersWithoutACertificateOrWithAnOlderTls() throws Exception {
    assertThat(answered(trusting())).isFalse();
    WebSocketClientOptions older = options(folder.resolve("kiosks/hall-1/kiosk.pem"));
    older.setEnabledSecureTransportProtocols(Set.of("TLSv1.2"));
    assertThat(answered(older)).isFalse();
  }

  @Test
  void whatIsNotItsOwnIsRefused() throws Exception {
    Kiosk kiosk = enter("hall-1");
    List<JsonObject> refused =
        List.of(
            message("send", "central.other"),
            message("publish", Addresses.ACT),
            message("send", Addresses.newsOf("hall-2")),
            message("publish", Addresses.newsOf("hall-1")),
            message("publish", Addresses.selfTestOf("hall-2")),
            message("register", Addresses.newsOf("hall-2")),
            message("register", Addresses.selfTestOf("hall-2")),
            message("register", Addresses.ACT),
            message("register", "__vertx.reply.1"),
            message("send", "__vertx.reply.1"));
    for (JsonObject forbidden : refused) {
      kiosk.send(forbidden);
      assertThat(kiosk.next().getString("type")).as(forbidden.encode()).isEqualTo("err");
    }
    assertThat(kiosk.ask(Addresses.HEARTBEAT, new JsonObject()).getString("type")).isEqualTo("rec");
  }

  @Test
  void aQuestionIsAnsweredOnlyByTheKioskItWasPutTo() throws Exception {
    Kiosk asked = enter("hall-1");
    Kiosk other = enter("hall-2");
    asked.send(message("register", Addresses.selfTestOf("hall-1")));
    // The bridge answers in order: once this is answered, the registration is done.
    asked.ask(Addresses.HEARTBEAT, new JsonObject());
    Future<Message<String>> question =
        vertx.eventBus().request(Addresses.selfTestOf("hall-1"), "ready?");
    String replyAddress = asked.next().getString("replyAddress");

    other.send(message("send", replyAddress).put("body", "forged"));
    assertThat(other.next().getString("type")).isEqualTo("err");
    asked.send(message("send", replyAddress).put("body", "genuine"));
    assertThat(question.await(SECONDS, TimeUnit.SECONDS).body()).isEqualTo("genuine");
  }

  @Test
  void aNudgeReachesTheKioskItIsFor() throws Exception {
    Kiosk kiosk = enter("hall-1");
    kiosk.send(message("register", Addresses.newsOf("hall-1")));
    kiosk.ask(Addresses.HEARTBEAT, new JsonObject());
    vertx.eventBus().publish(Addresses.newsOf("hall-2"), "");
    vertx.eventBus().publish(Addresses.newsOf("hall-1"), "");
    assertThat(kiosk.next().getString("address")).isEqualTo(Addresses.newsOf("hall-1"));
  }

  @Test
  void aMessageThatIsTooLongClosesTheSocket() throws Exception {
    Kiosk kiosk = enter("hall-1");
    kiosk.send(message("send", Addresses.HEARTBEAT).put("body", "x".repeat(70_000)));
    kiosk.closed.get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void nonsenseIsAnsweredAndTheLineLives() throws Exception {
    Kiosk kiosk = enter("hall-1");
    for (String nonsense : List.of("{", "[]", "{\"type\":\"x\"}", "{\"type\":\"send\"}")) {
      kiosk.socket.writeTextMessage(nonsense);
      assertThat(kiosk.next().getString("type")).as(nonsense).isEqualTo("err");
    }
    assertThat(kiosk.ask(Addresses.HEARTBEAT, new JsonObject()).getString("type")).isEqualTo("rec");
  }

  @Test
  void aRevokedKioskIsCutAndStaysOut() throws Exception {
    Kiosk kiosk = enter("hall-1");
    Kiosk other = enter("hall-2");
    keys.revoke("hall-1");
    kiosk.closed.get(SECONDS, TimeUnit.SECONDS);
    assertThat(answered(options(folder.resolve("kiosks/hall-1/kiosk.pem")))).isFalse();
    assertThat(other.ask(Addresses.HEARTBEAT, new JsonObject()).getString("type")).isEqualTo("rec");
  }

  @Test
  void onlyTheRawWebSocketIsServed() throws Exception {
    HttpClientOptions options = new HttpClientOptions();
    options
        .setSsl(true)
        .setTrustOptions(trust())
        .setKeyCertOptions(keys(folder.resolve("kiosks/hall-1/kiosk.pem")));
    HttpClient client = vertx.createHttpClient(options);
    for (String path :
        List.of("/", "/eventbus/info", "/eventbus/1/2/xhr", "/eventbus/iframe.html")) {
      int status =
          client
              .request(HttpMethod.GET, port, "localhost", path)
              .compose(request -> request.send())
              .await(SECONDS, TimeUnit.SECONDS)
              .statusCode();
      assertThat(status).as(path).isEqualTo(404);
    }
    client.close().await(SECONDS, TimeUnit.SECONDS); // and so it is not collected before
    assertThatThrownBy(() -> dial(options(folder.resolve("kiosks/hall-1/kiosk.pem")), "/other"))
        .isNotNull();
  }

  private void tellName(Message<Object> message) {
    message.reply(message.headers().get("kiosk") + " " + message.headers().names());
  }

  /// Connected is who gets an answer: with TLS 1.3 a refusal may come after the handshake.
  private boolean answered(WebSocketClientOptions options) {
    try {
      Kiosk kiosk = dial(options, "/eventbus/websocket");
      return kiosk.ask(Addresses.HEARTBEAT, new JsonObject()).getString("type").equals("rec");
    } catch (Exception refused) {
      return false;
    }
  }

  private Kiosk enter(String name) throws Exception {
    return dial(options(folder.resolve("kiosks/" + name + "/kiosk.pem")), "/eventbus/websocket");
  }

  private Kiosk dial(WebSocketClientOptions options, String path) throws Exception {
    WebSocketClient client = vertx.createWebSocketClient(options);
    clients.add(client);
    return new Kiosk(client.connect(port, "localhost", path).await(SECONDS, TimeUnit.SECONDS));
  }

  private WebSocketClientOptions options(Path certificate) {
    WebSocketClientOptions options = trusting();
    options.setKeyCertOptions(keys(certificate));
    return options;
  }

  private WebSocketClientOptions trusting() {
    WebSocketClientOptions options = new WebSocketClientOptions();
    options.setSsl(true).setTrustOptions(trust());
    return options;
  }

  private PemTrustOptions trust() {
    return new PemTrustOptions().addCertPath(folder.resolve("server/ca.pem").toString());
  }

  private static PemKeyCertOptions keys(Path certificate) {
    String path = certificate.toString();
    return new PemKeyCertOptions().setCertPath(path).setKeyPath(path.replace(".pem", ".key"));
  }

  private static JsonObject message(String type, String address) {
    return new JsonObject().put("type", type).put("address", address).put("body", "b");
  }

  /// A kiosk's end of the line.
  private static final class Kiosk {

    private final WebSocket socket;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Short> closed = new CompletableFuture<>();

    Kiosk(WebSocket socket) {
      this.socket = socket;
      socket.handler((Buffer bytes) -> received.add(new JsonObject(bytes)));
      socket.closeHandler(
          over -> {
            closed.complete(socket.closeStatusCode());
            received.add(new JsonObject().put("type", "closed"));
          });
    }

    void send(JsonObject message) {
      socket.writeTextMessage(message.encode());
    }

    JsonObject ask(String address, JsonObject headers) throws Exception {
      send(message("send", address).put("headers", headers).put("replyAddress", "r"));
      return next();
    }

    JsonObject next() throws Exception {
      JsonObject message = received.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(message).as("something received").isNotNull();
      return message == null ? new JsonObject() : message;
    }
  }
}
