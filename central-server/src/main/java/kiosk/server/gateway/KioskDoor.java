package kiosk.server.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kiosk.server.config.Endpoint;
import kiosk.server.pki.RevocationList;
import org.jspecify.annotations.Nullable;

/// Listens for kiosks: `wss://HOST:PORT/eventbus/websocket`, the raw WebSocket of the SockJS
/// event-bus bridge, on TLS 1.3 with a certificate on both sides. Nothing else is served here.
///
/// One bridge, its router and its rules belong to one instance.
public final class KioskDoor extends VerticleBase {

  private static final String PATH = "/eventbus/websocket";

  /// The longest message, and the longest frame of one.
  static final int MESSAGE_BYTES = 65_536;

  /// Questions of one kiosk that may be under way together: an act, a visit, news, a heartbeat,
  /// and each again on a line that was slow.
  static final int QUESTIONS_AT_ONCE = 8;

  private static final int ADDRESS_LENGTH = 120;
  private static final int REPLY_MILLIS = 5_000;
  private static final int REVOCATION_MILLIS = 1_000;

  private final Endpoint endpoint;
  private final Path keys;
  private final RevocationList revocations;
  private final Patience patience;
  private @Nullable HttpServer server;

  /// How long a kiosk may say nothing.
  ///
  /// @param ping from one sign of life of the bridge to the next; a kiosk that misses one is told
  ///     goodbye
  /// @param readIdle without a single byte; a little over the ping. The one bound that holds for a
  ///     peer that has stopped reading: a goodbye would wait for ever behind what it has not read
  record Patience(Duration ping, Duration readIdle) {

    static final Patience STANDARD = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(12));
  }

  /// @param keys the folder of server.pem, server.key and ca.pem
  public KioskDoor(Endpoint endpoint, Path keys, RevocationList revocations) {
    this(endpoint, keys, revocations, Patience.STANDARD);
  }

  KioskDoor(Endpoint endpoint, Path keys, RevocationList revocations, Patience patience) {
    this.endpoint = endpoint;
    this.keys = keys;
    this.revocations = revocations;
    this.patience = patience;
  }

  @Override
  public Future<?> start() {
    BridgeRules rules = new BridgeRules(revocations);
    vertx.setPeriodic(
        REVOCATION_MILLIS,
        timer ->
            vertx
                .executeBlocking(revocations::refresh)
                .onComplete(refreshed -> rules.cutRevoked()));
    return vertx
        .createHttpServer(options())
        .requestHandler(router(rules))
        .listen()
        .onSuccess(listening -> server = listening);
  }

  /// The port in use, once started.
  public int port() {
    return server == null ? endpoint.port() : server.actualPort();
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    options
        .setHost(endpoint.host())
        .setPort(endpoint.port())
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(keys.resolve("server.pem").toString())
                .setKeyPath(keys.resolve("server.key").toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(keys.resolve("ca.pem").toString()));
    options
        .setReadIdleTimeout((int) patience.readIdle().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setUseAlpn(false)
        .setMaxWebSocketFrameSize(MESSAGE_BYTES)
        .setMaxWebSocketMessageSize(MESSAGE_BYTES)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setCompressionSupported(false);
    return options;
  }

  private Router router(BridgeRules rules) {
    SockJSHandlerOptions transports = new SockJSHandlerOptions().setRegisterWriteHandler(false);
    List.of("EVENT_SOURCE", "HTML_FILE", "JSON_P", "XHR").forEach(transports::addDisabledTransport);
    SockJSBridgeOptions bridge =
        new SockJSBridgeOptions()
            .setPingTimeout(patience.ping().toMillis())
            .setReplyTimeout(REPLY_MILLIS)
            // The bridge counts a question under way as one address more.
            .setMaxHandlersPerSocket(KioskSocket.OWN_ADDRESSES + QUESTIONS_AT_ONCE)
            .setMaxAddressLength(ADDRESS_LENGTH)
            // The first, coarse sieve; the rules judge each message again.
            .addInboundPermitted(new PermittedOptions().setAddressRegex("central\\.[a-z.]+"))
            .addInboundPermitted(
                new PermittedOptions().setAddressRegex("kiosk\\.[a-z0-9-]+\\.selftest"))
            .addOutboundPermitted(
                new PermittedOptions().setAddressRegex("kiosk\\.[a-z0-9-]+\\.(news|selftest)"));
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            context -> {
              if (PATH.equals(context.request().path())) {
                context.next();
              } else {
                context.response().setStatusCode(404).end();
              }
            });
    router
        .route("/eventbus/*")
        .subRouter(SockJSHandler.create(vertx, transports).bridge(bridge, rules));
    return router;
  }
}
