package kiosk.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kiosk.contract.Addresses;
import kiosk.server.config.Endpoint;
import kiosk.server.pki.KeyFolder;
import kiosk.server.pki.RevocationList;

/// The kiosks' door on a port of its own, with certificates for two kiosks and an echo of who asks.
final class OpenDoor implements AutoCloseable {

  static final long SECONDS = 20;
  static final String PATH = "/eventbus/websocket";

  final Vertx vertx = Vertx.vertx();
  final KeyFolder keys;
  final Path folder;
  final int port;
  // A client that nobody holds is collected, and closes its sockets.
  private final List<WebSocketClient> clients = new ArrayList<>();

  OpenDoor(Path folder, KioskDoor.Patience patience) throws Exception {
    this.folder = folder;
    keys = new KeyFolder(folder, InstantSource.system());
    keys.ensureServer();
    keys.ensureKiosk("hall-1");
    keys.ensureKiosk("hall-2");
    Path server = folder.resolve("server");
    KioskDoor door =
        new KioskDoor(
            new Endpoint("127.0.0.1", 0),
            server,
            new RevocationList(server.resolve("crl.pem"), server.resolve("ca.pem")),
            patience);
    vertx.deployVerticle(door).await(SECONDS, TimeUnit.SECONDS);
    port = door.port();
    vertx.eventBus().<Object>consumer(Addresses.HEARTBEAT, OpenDoor::tellName);
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static void tellName(Message<Object> message) {
    message.reply(message.headers().get("kiosk") + " " + message.headers().names());
  }

  Kiosk enter(String name) throws Exception {
    return dial(options(certificate(name)), PATH);
  }

  Kiosk dial(WebSocketClientOptions options, String path) throws Exception {
    WebSocketClient client = vertx.createWebSocketClient(options);
    clients.add(client);
    return new Kiosk(client.connect(port, "localhost", path).await(SECONDS, TimeUnit.SECONDS));
  }

  Path certificate(String kiosk) {
    return folder.resolve("kiosks/" + kiosk + "/kiosk.pem");
  }

  WebSocketClientOptions options(Path certificate) {
    WebSocketClientOptions options = trusting();
    options.setKeyCertOptions(keys(certificate));
    return options;
  }

  WebSocketClientOptions trusting() {
    WebSocketClientOptions options = new WebSocketClientOptions();
    options.setSsl(true).setTrustOptions(trust());
    return options;
  }

  PemTrustOptions trust() {
    return new PemTrustOptions().addCertPath(folder.resolve("server/ca.pem").toString());
  }

  static PemKeyCertOptions keys(Path certificate) {
    String path = certificate.toString();
    return new PemKeyCertOptions().setCertPath(path).setKeyPath(path.replace(".pem", ".key"));
  }

  static JsonObject message(String type, String address) {
    return new JsonObject().put("type", type).put("address", address).put("body", "b");
  }

  /// A kiosk's end of the line.
  static final class Kiosk {

    final WebSocket socket;
    final CompletableFuture<Short> closed = new CompletableFuture<>();
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();

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

    /// Whether the server still answers on this line.
    boolean answered() throws Exception {
      return ask(Addresses.HEARTBEAT, new JsonObject()).getString("type").equals("rec");
    }
  }
}
