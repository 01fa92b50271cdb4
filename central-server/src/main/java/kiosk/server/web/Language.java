package kiosk.server.web;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The language in which somebody is answered: the one chosen by `?lang=`, else the one a cookie
/// keeps, else the browser's, else French.
public final class Language {

  /// Keeps the language that was chosen on the portal.
  public static final String COOKIE = "__Host-portal-lang";

  /// Keeps the language that was chosen by staff.
  public static final String STAFF_COOKIE = "__Host-ops-lang";

  private static final String STAFF = "/ops";

  /// Of whoever asks: a tag, which need not be spoken here.
  public static String of(RoutingContext context) {
    return asked(context).orElseGet(() -> kept(context).orElseGet(() -> preferred(context)));
  }

  /// The one that is being chosen.
  public static Optional<String> asked(RoutingContext context) {
    return context.queryParam("lang").stream().findFirst();
  }

  static boolean isStaff(RoutingContext context) {
    String path = context.normalizedPath();
    return path.equals(STAFF) || path.startsWith(STAFF + "/");
  }

  private static Optional<String> kept(RoutingContext context) {
    String cookie = isStaff(context) ? STAFF_COOKIE : COOKIE;
    return Optional.ofNullable(context.request().getCookie(cookie))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static String preferred(RoutingContext context) {
    List<LanguageHeader> preferred = context.acceptableLanguages();
    return preferred.isEmpty() ? "fr" : Objects.requireNonNullElse(preferred.getFirst().tag(), "");
  }

  private Language() {}
}
