package kiosk.server.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server for people: the portal of the insured, the pages of operations, `/health`.
public final class PublicSite {

  private static final Logger log = LoggerFactory.getLogger(PublicSite.class);

  private static final int BODY_BYTES = 4 * 1024 * 1024;
  private static final int HEADER_BYTES = 16_384;
  private static final int IDLE_SECONDS = 30;

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /// Opens the server; the future fails when the port is taken.
  public static Future<HttpServer> open(Vertx vertx, String host, int port, List<Routes> doors) {
    return open(vertx, host, port, Set.of(), doors);
  }

  /// The same behind proxies.
  ///
  /// @param proxies addresses whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed
  public static Future<HttpServer> open(
      Vertx vertx, String host, int port, Set<String> proxies, List<Routes> doors) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxFormAttributeSize(BODY_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setCompressionSupported(false);
    Router router = Router.router(vertx);
    router.route().handler(PublicSite::guard);
    router
        .route()
        .handler(
            context -> {
              Network.find(context, proxies);
              staySecret(context, proxies);
              context.next();
            });
    router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES));
    PageFiles.mount(router, List.of("/web/site.css", "/web/stay.js"));
    doors.forEach(door -> door.mount(router));
    router.route().failureHandler(PublicSite::fail);
    // Where no route is, no failure handler is asked.
    router.errorHandler(404, PublicSite::fail);
    router.errorHandler(405, PublicSite::fail);
    return vertx.createHttpServer(options).requestHandler(router).listen();
  }

  private static void guard(RoutingContext context) {
    context
        .response()
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Security-Policy", CONTENT_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    context.next();
  }

  /// Never on an open line (RFC 6797, section 7.2): only a proxy that ends TLS before us knows.
  private static void staySecret(RoutingContext context, Set<String> proxies) {
    String proto = context.request().getHeader("X-Forwarded-Proto");
    if ("https".equals(proto) && Network.isProxy(context, proxies)) {
      context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /// Neither the exception nor the path reaches the person: both may hold what was typed.
  private static void fail(RoutingContext context) {
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    if (status >= 500) {
      log.atError()
          .setMessage("site.failed")
          .addKeyValue("method", context.request().method().name())
          .addKeyValue("route", route(context))
          .addKeyValue("cause", context.failure() == null ? "" : context.failure().getClass())
          .log();
    }
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    FailurePage.show(context, status);
  }

  private static String route(RoutingContext context) {
    Route route = context.currentRoute();
    String path = route == null ? null : route.getPath();
    return path == null ? "" : path;
  }

  private PublicSite() {}
}
