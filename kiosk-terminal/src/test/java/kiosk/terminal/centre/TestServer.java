package kiosk.terminal.centre;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/// A server's end of the bridge, on mutual TLS, that answers what the test says.
final class TestServer {

  /// An answer that stands for the failure of a real server that cannot read the question.
  static final String UNREADABLE = "unreadable";

  private final HttpServer server;
  private final List<ServerWebSocket> lines = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /// @param answers the body of the answer to an address and a body; none for silence
  TestServer(Vertx vertx, Path keys, BiFunction<String, String, Optional<String>> answers) {
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    options
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(keys.resolve("server.pem").toString())
                .setKeyPath(keys.resolve("server.key").toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(keys.resolve("ca.pem").toString()));
    server =
        vertx
            .createHttpServer(options)
            .webSocketHandler(line -> serve(line, answers))
            .listen()
            .await();
  }

  URI url() {
    return URI.create("https://127.0.0.1:" + server.actualPort());
  }

  /// The addresses asked or registered so far, in order.
  List<String> heard() {
    return heard;
  }

  /// Ends every line, as a server that is killed.
  void cut() {
    lines.forEach(ServerWebSocket::close);
  }

  /// Tells every kiosk that there is something at an address of its own.
  void nudge(String address) {
    JsonObject nudge = new JsonObject().put("type", "rec").put("address", address).put("body", "");
    lines.forEach(line -> line.writeBinaryMessage(nudge.toBuffer()));
  }

  private void serve(ServerWebSocket line, BiFunction<String, String, Optional<String>> answers) {
    lines.add(line);
    line.closeHandler(closed -> lines.remove(line));
    line.textMessageHandler(
        text -> {
          JsonObject frame = new JsonObject(text);
          String type = frame.getString("type");
          if (type.equals("ping")) {
            return;
          }
          heard.add(frame.getString("address"));
          if (type.equals("send")) {
            answers
                .apply(frame.getString("address"), frame.getString("body"))
                .ifPresent(body -> reply(line, frame, body));
          }
        });
  }

  private static void reply(ServerWebSocket line, JsonObject question, String body) {
    JsonObject reply = new JsonObject().put("address", question.getString("replyAddress"));
    if (body.equals(UNREADABLE)) {
      reply.put("type", "err").put("failureType", "RECIPIENT_FAILURE").put("failureCode", 400);
    } else {
      reply.put("type", "rec").put("body", body);
    }
    line.writeBinaryMessage(reply.toBuffer());
  }
}
