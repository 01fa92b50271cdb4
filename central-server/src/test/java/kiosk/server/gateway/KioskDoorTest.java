package kiosk.server.gateway;

import static kiosk.server.gateway.OpenDoor.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kiosk.contract.Addresses;
import kiosk.server.gateway.OpenDoor.Kiosk;
import kiosk.server.pki.Certificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may enter by the kiosks' door, and what each may do there.
final class KioskDoorTest {

  private OpenDoor door;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    door = new OpenDoor(temporary, KioskDoor.Patience.STANDARD);
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aKioskIsKnownByItsCertificateWhateverItSays() throws Exception {
    Kiosk kiosk = door.enter("hall-1");
    JsonObject forged = new JsonObject().put("kiosk", "hall-2").put("x", "y");
    assertThat(kiosk.ask(Addresses.HEARTBEAT, forged).getString("body"))
        .isEqualTo("hall-1 [kiosk]");
  }

  @Test
  void noStrangerEnters() throws Exception {
    Certificates bad = new Certificates(door.folder, door.folder, Instant.now());
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
            door.folder.resolve("server/server.pem"),
            door.folder.resolve("server/node.pem"));
    for (Path certificate : strangers) {
      assertThat(answered(door.options(certificate))).as(certificate.toString()).isFalse();
    }
    assertThat(answered(door.options(door.certificate("hall-1")))).isTrue();
  }

  @Test
  void nobodyEntersWithoutACertificateOrWithAnOlderTls() throws Exception {
    assertThat(answered(door.trusting())).isFalse();
    WebSocketClientOptions older = door.options(door.certificate("hall-1"));
    older.setEnabledSecureTransportProtocols(Set.of("TLSv1.2"));
    assertThat(answered(older)).isFalse();
  }

  @Test
  void whatIsNotItsOwnIsRefused() throws Exception {
    Kiosk kiosk = door.enter("hall-1");
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
    assertThat(kiosk.answered()).isTrue();
  }

  @Test
  void aQuestionIsAnsweredOnlyByTheKioskItWasPutTo() throws Exception {
    Kiosk asked = door.enter("hall-1");
    Kiosk other = door.enter("hall-2");
    asked.send(message("register", Addresses.selfTestOf("hall-1")));
    // The bridge answers in order: once this is answered, the registration is done.
    asked.ask(Addresses.HEARTBEAT, new JsonObject());
    Future<Message<String>> question =
        door.vertx.eventBus().request(Addresses.selfTestOf("hall-1"), "ready?");
    String replyAddress = asked.next().getString("replyAddress");

    other.send(message("send", replyAddress).put("body", "forged"));
    assertThat(other.next().getString("type")).isEqualTo("err");
    asked.send(message("send", replyAddress).put("body", "genuine"));
    assertThat(question.await(OpenDoor.SECONDS, TimeUnit.SECONDS).body()).isEqualTo("genuine");
  }

  @Test
  void aNudgeReachesTheKioskItIsFor() throws Exception {
    Kiosk kiosk = door.enter("hall-1");
    kiosk.send(message("register", Addresses.newsOf("hall-1")));
    kiosk.ask(Addresses.HEARTBEAT, new JsonObject());
    door.vertx.eventBus().publish(Addresses.newsOf("hall-2"), "");
    door.vertx.eventBus().publish(Addresses.newsOf("hall-1"), "");
    assertThat(kiosk.next().getString("address")).isEqualTo(Addresses.newsOf("hall-1"));
  }

  @Test
  void nonsenseIsAnsweredAndTheLineLives() throws Exception {
    Kiosk kiosk = door.enter("hall-1");
    for (String nonsense : List.of("{", "[]", "{\"type\":\"x\"}", "{\"type\":\"send\"}")) {
      kiosk.socket.writeTextMessage(nonsense);
      assertThat(kiosk.next().getString("type")).as(nonsense).isEqualTo("err");
    }
    assertThat(kiosk.answered()).isTrue();
  }

  @Test
  void theFailureCodeOfAServiceReachesTheKiosk() throws Exception {
    door.vertx
        .eventBus()
        .consumer(Addresses.ACT, act -> act.fail(Addresses.UNREADABLE, "malformed"));
    JsonObject refusal = door.enter("hall-1").ask(Addresses.ACT, new JsonObject());
    assertThat(refusal.getString("type")).isEqualTo("err");
    assertThat(refusal.getInteger("failureCode")).isEqualTo(Addresses.UNREADABLE);
  }

  @Test
  void aRevokedKioskIsCutAndStaysOut() throws Exception {
    Kiosk kiosk = door.enter("hall-1");
    Kiosk other = door.enter("hall-2");
    door.keys.revoke("hall-1");
    kiosk.closed.get(OpenDoor.SECONDS, TimeUnit.SECONDS);
    assertThat(answered(door.options(door.certificate("hall-1")))).isFalse();
    assertThat(other.answered()).isTrue();
  }

  @Test
  void onlyTheRawWebSocketIsServed() throws Exception {
    HttpClientOptions options = new HttpClientOptions();
    options
        .setSsl(true)
        .setTrustOptions(door.trust())
        .setKeyCertOptions(OpenDoor.keys(door.certificate("hall-1")));
    HttpClient client = door.vertx.createHttpClient(options);
    for (String path :
        List.of("/", "/eventbus/info", "/eventbus/1/2/xhr", "/eventbus/iframe.html")) {
      int status =
          client
              .request(HttpMethod.GET, door.port, "localhost", path)
              .compose(request -> request.send())
              .await(OpenDoor.SECONDS, TimeUnit.SECONDS)
              .statusCode();
      assertThat(status).as(path).isEqualTo(404);
    }
    client.close().await(OpenDoor.SECONDS, TimeUnit.SECONDS); // and so it is not collected before
    assertThatThrownBy(() -> door.dial(door.options(door.certificate("hall-1")), "/other"))
        .isNotNull();
  }

  /// Connected is who gets an answer: with TLS 1.3 a refusal may come after the handshake.
  private boolean answered(WebSocketClientOptions options) {
    try {
      return door.dial(options, OpenDoor.PATH).answered();
    } catch (Exception refused) {
      return false;
    }
  }
}
