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

  private static final int MESSAGE_BYTES = 65_536;
  private static final int ADDRESSES_A_SOCKET = 4;
  private static final int ADDRESS_LENGTH = 120;
  private static final int REPLY_MILLIS = 5_000;
  private static final int PING_MILLIS = 10_000;

  /// A little over the ping: the one bound that holds for a peer that has stopped reading.
  private static final int READ_IDLE_SECONDS = 12;

  private static final int REVOCATION_MILLIS = 1_000;

  private final Endpoint endpoint;
  private final Path keys;
  private final RevocationList revocations;
  private @Nullable HttpServer server;

  /// @param keys the folder of server.pem, server.key and ca.pem
  public KioskDoor(Endpoint endpoint, Path keys, RevocationList revocations) {
    this.endpoint = endpoint;
    this.keys = keys;
    this.revocations = revocations;
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
        .setReadIdleTimeout(READ_IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
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
            .setPingTimeout(PING_MILLIS)
            .setReplyTimeout(REPLY_MILLIS)
            .setMaxHandlersPerSocket(ADDRESSES_A_SOCKET)
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
