package kiosk.simulators.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Set;
import java.util.function.Consumer;

/// A web site that only this machine can use, and only from its own pages.
///
/// It listens on 127.0.0.1. A request with another site's name in `Host` (a rebound name) or in
/// `Origin` (another page's form or script) gets 403. Answers carry a content policy that lets in
/// nothing but the site's own files, which lie under `/assets/`.
public final class LoopbackSite {

  private static final int MOST_BODY_BYTES = 8 * 1024;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final HttpServer server;

  private LoopbackSite(HttpServer server) {
    this.server = server;
  }

  /// Opens a site.
  ///
  /// @param port 0 for any free one
  /// @param routes adds the site's own pages
  /// @return fails when the port is taken
  public static Future<LoopbackSite> open(Vertx vertx, int port, Consumer<Router> routes) {
    Router router = Router.router(vertx);
    router.route().handler(LoopbackSite::refuseStrangers);
    router.route().handler(LoopbackSite::addHeaders);
    router.route("/assets/*").handler(StaticHandler.create("kiosk/simulators/page"));
    router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    routes.accept(router);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen(port, "127.0.0.1")
        .map(LoopbackSite::new);
  }

  /// Where the site is.
  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /// Stops listening and closes what is open.
  public Future<Void> close() {
    return server.close();
  }

  /// Lets one page stand in a frame of the same site.
  public static void allowFraming(HttpServerResponse response, String policy) {
    response
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Frame-Options", "SAMEORIGIN");
  }

  private static void refuseStrangers(RoutingContext context) {
    HttpServerRequest request = context.request();
    int port = request.localAddress().port();
    Set<String> names = Set.of("127.0.0.1:" + port, "localhost:" + port);
    String host = request.getHeader("Host");
    String origin = request.getHeader("Origin");
    boolean known = host != null && names.contains(host);
    boolean own = origin == null || origin.equals("http://" + host);
    boolean reads = Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(request.method());
    boolean crossSite = !reads && "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    if (known && own && !crossSite) {
      context.next();
    } else {
      context.response().setStatusCode(403).end();
    }
  }

  private static void addHeaders(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    context.next();
  }
}
