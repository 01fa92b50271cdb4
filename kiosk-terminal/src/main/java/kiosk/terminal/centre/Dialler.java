package kiosk.terminal.centre;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connects to one server after the other until a line holds: at once to each, then in rounds
/// with longer and longer pauses, with jitter, so that a hall of kiosks does not come all at once.
final class Dialler {

  private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
  private static final String PATH = "/eventbus/websocket";
  private static final long CONNECT_MS = 2_000;

  private final Vertx vertx;
  private final Context context;
  private final CentreOptions options;
  private final RandomGenerator random;
  // A client that nobody holds is collected, and closes its sockets.
  private final WebSocketClient client;
  private final Line.Listener listener;
  private final Consumer<Line> opened;
  private int next;
  private int failures;
  private @Nullable Long timer;
  private boolean closed;

  /// @param listener of every line
  /// @param opened gets each line that is open, to find out whether it is any good
  Dialler(
      Vertx vertx,
      Context context,
      CentreOptions options,
      RandomGenerator random,
      Line.Listener listener,
      Consumer<Line> opened) {
    this.listener = listener;
    this.opened = opened;
    this.vertx = vertx;
    this.context = context;
    this.options = options;
    this.random = random;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setConnectTimeout((int) CONNECT_MS)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setCertPath(options.keys().resolve("kiosk.pem").toString())
                        .setKeyPath(options.keys().resolve("kiosk.key").toString()))
                .setTrustOptions(
                    new PemTrustOptions()
                        .addCertPath(options.keys().resolve("ca.pem").toString())));
  }

  /// Begins.
  void dial() {
    context.runOnContext(_ -> connect());
  }

  /// The last line was good.
  void succeeded() {
    failures = 0;
  }

  /// A line could not be had, or died: the next server.
  void failed(String cause) {
    if (closed) {
      return;
    }
    next = (next + 1) % options.urls().size();
    failures++;
    if (Integer.bitCount(failures) == 1) {
      // The first, then fewer and fewer: a server may be away for days.
      LOG.atWarn()
          .setMessage("centre.line")
          .addKeyValue("cause", cause)
          .addKeyValue("failures", failures)
          .log();
    }
    timer = vertx.setTimer(pause(), _ -> connect());
  }

  void close() {
    closed = true;
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    client.close();
  }

  private long pause() {
    int rounds = failures / options.urls().size();
    if (rounds == 0) {
      return 20;
    }
    long longest = options.pace().longestPause().toMillis();
    // Doubled every sixth round: a server that is being started again is found soon.
    long full = options.pace().firstPause().toMillis() << Math.min((rounds - 1) / 6, 16);
    long pause = Math.min(full, longest);
    return pause / 2 + random.nextLong(pause / 2 + 1);
  }

  private void connect() {
    timer = null;
    URI url = options.urls().get(next);
    WebSocketConnectOptions to = new WebSocketConnectOptions();
    to.setHost(url.getHost()).setPort(url.getPort()).setURI(PATH).setSsl(true);
    to.setTimeout(CONNECT_MS);
    client
        .connect(to)
        .onComplete(
            result ->
                context.runOnContext(
                    _ -> {
                      if (result.succeeded() && !closed) {
                        opened.accept(new Line(vertx, result.result(), options.pace(), listener));
                      } else if (result.failed()) {
                        failed(String.valueOf(result.cause().getMessage()));
                      }
                    }));
  }
}
