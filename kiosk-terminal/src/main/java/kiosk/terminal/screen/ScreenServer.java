package kiosk.terminal.screen;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Clock;
import kiosk.terminal.session.Display;
import kiosk.terminal.session.TouchHandler;
import kiosk.terminal.visit.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door to the touch screen: serves one page on 127.0.0.1 and pushes frames to it.
///
/// The page holds no rule and nothing of the person: it shows the HTML it is given and says what
/// was touched. All state is confined to one Vert.x context; the public methods may be called from
/// any thread.
public final class ScreenServer implements Display {

  private static final Logger log = LoggerFactory.getLogger(ScreenServer.class);

  private static final String ADDRESS = "127.0.0.1";
  private static final String SOCKET_PATH = "/screen";
  private static final long BEAT_MILLIS = 2_000;

  private final Vertx vertx;
  private final Context context;
  private final HttpServer http;
  private final SecureRandom random;
  private final Assets assets;
  private final Stage stage;
  // Set once, before the port is told to anybody.
  private volatile Gate gate;
  private volatile long beats;

  private ScreenServer(Vertx vertx, TouchHandler touches, Clock clock, SecureRandom random) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.random = random;
    FrameRenderer renderer = new FrameRenderer(clock);
    this.assets = new Assets(renderer.page());
    this.stage = new Stage(renderer, touches);
    this.gate = Gate.fresh(0, random);
    this.http = vertx.createHttpServer(options());
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(ADDRESS)
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(512)
        .setMaxHeaderSize(4_096)
        .setMaxWebSocketFrameSize(PageMessage.MAX_LENGTH * 4)
        .setMaxWebSocketMessageSize(PageMessage.MAX_LENGTH * 4)
        // Both are on by default, and inflating has no limit.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false);
  }

  /// Opens the door. Until the first frame the page says that the kiosk is starting.
  ///
  /// @param port 0 for any that is free
  /// @param touches told on the door's context
  /// @param clock its zone is the one of the times on the screen
  /// @param random makes the start token and the cookie, new at each start
  /// @return fails when the port is taken
  public static Future<ScreenServer> start(
      Vertx vertx, int port, TouchHandler touches, Clock clock, SecureRandom random) {
    ScreenServer server = new ScreenServer(vertx, touches, clock, random);
    Promise<ScreenServer> started = Promise.promise();
    server.context.runOnContext(ignored -> server.listen(port).onComplete(started));
    return started.future();
  }

  private Future<ScreenServer> listen(int port) {
    http.requestHandler(this::handle);
    return http.listen(port, ADDRESS)
        .map(
            bound -> {
              gate = Gate.fresh(bound.actualPort(), random);
              beats = vertx.setPeriodic(BEAT_MILLIS, ignored -> stage.beat());
              return this;
            });
  }

  @Override
  public void show(Frame frame) {
    context.runOnContext(ignored -> stage.show(frame));
  }

  /// The only address that opens the page, with this start's token. A secret: not for logs.
  public String startUrl() {
    return gate.origin() + gate.startPath();
  }

  /// Closes the door and the page's connection; the page then blanks itself.
  public Future<Void> close() {
    vertx.cancelTimer(beats);
    return http.close();
  }

  private void handle(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (!gate.knows(headers)) {
      refuse(request, 403);
    } else if (!request.method().equals(HttpMethod.GET) || hasBody(headers)) {
      refuse(request, 405);
    } else if (gate.opensWith(request.uri())) {
      open(request);
    } else if (!gate.hasCookie(headers)) {
      refuse(request, 403);
    } else if (request.uri().equals(SOCKET_PATH)) {
      connect(request);
    } else if (assets.has(request.uri())) {
      send(request, assets.get(request.uri()));
    } else {
      refuse(request, 404);
    }
  }

  private static boolean hasBody(MultiMap headers) {
    String length = headers.get("content-length");
    return headers.contains("transfer-encoding") || (length != null && !length.equals("0"));
  }

  private void open(HttpServerRequest request) {
    harden(request);
    var _ =
        request
            .response()
            .setStatusCode(303)
            .putHeader("Set-Cookie", gate.setCookie())
            .putHeader("Location", "/")
            .end();
  }

  private void connect(HttpServerRequest request) {
    boolean upgrades = "websocket".equalsIgnoreCase(request.getHeader("upgrade"));
    if (!upgrades || !gate.hasOrigin(request.headers())) {
      refuse(request, 403);
      return;
    }
    request
        .toWebSocket()
        .onSuccess(stage::attach)
        .onFailure(ignored -> log.atWarn().setMessage("screen.upgrade-failed").log());
  }

  private void send(HttpServerRequest request, Assets.Asset asset) {
    harden(request);
    var _ = request.response().putHeader("Content-Type", asset.contentType()).end(asset.content());
  }

  private void refuse(HttpServerRequest request, int status) {
    log.atWarn().setMessage("screen.refused").addKeyValue("status", status).log();
    harden(request);
    request.response().putHeader("Connection", "close");
    var _ = request.response().setStatusCode(status).end();
  }

  private void harden(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Security-Policy", policy())
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), usb=()");
  }

  private String policy() {
    String socket = gate.origin().replaceFirst("^http", "ws") + SOCKET_PATH;
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
        + " connect-src "
        + socket
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        + " trusted-types screen; require-trusted-types-for 'script'";
  }
}
