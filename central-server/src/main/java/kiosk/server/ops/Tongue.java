package kiosk.server.ops;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import kiosk.server.web.Language;
import org.jspecify.annotations.Nullable;

/// The language of a page: the one chosen by `?lang=`, which is kept, else French.
final class Tongue {

  private static final String KEY = "words";

  static void choose(RoutingContext context) {
    @Nullable String asked = context.request().getParam("lang");
    if (asked != null) {
      String language = Words.in(asked).language();
      context.response().addCookie(LogInPages.cookie(Language.STAFF_COOKIE, language));
      context.put(KEY, Words.in(language));
    } else {
      @Nullable Cookie kept = context.request().getCookie(Language.STAFF_COOKIE);
      context.put(KEY, Words.in(kept == null ? "fr" : kept.getValue()));
    }
    context.next();
  }

  static Words of(RoutingContext context) {
    @Nullable Words words = context.get(KEY);
    return words == null ? Words.in("fr") : words;
  }

  private Tongue() {}
}
