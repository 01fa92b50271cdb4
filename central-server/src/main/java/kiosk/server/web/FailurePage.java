package kiosk.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;

/// The page that stands where no other can: what failed in plain words, and what to do.
public final class FailurePage {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);
  private static final Map<String, ResourceBundle> WORDS =
      Map.of("fr", bundle("fr"), "en", bundle("en"));

  private final ResourceBundle words;
  private final String kind;
  private final String home;

  private FailurePage(ResourceBundle words, String kind, String home) {
    this.words = words;
    this.kind = kind;
    this.home = home;
  }

  /// Shows it. Nothing of the request is on it: that may hold what was typed.
  static void show(RoutingContext context, int status) {
    ResourceBundle words =
        Objects.requireNonNull(WORDS.getOrDefault(Language.of(context), WORDS.get("fr")));
    FailurePage page =
        new FailurePage(words, kind(status), Language.isStaff(context) ? "/ops" : "/");
    StringOutput html = new StringOutput();
    TEMPLATES.render("web/failure.jte", page, html);
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Language", page.language())
        .end(html.toString());
  }

  /// `fr` or `en`.
  public String language() {
    return words.getLocale().getLanguage();
  }

  /// A sentence for every failure.
  public String get(String key) {
    return words.getString(key);
  }

  /// A sentence for this failure.
  public String told(String key) {
    return words.getString(kind + "." + key);
  }

  /// Where to begin again.
  public String home() {
    return home;
  }

  private static String kind(int status) {
    return switch (status) {
      case 403 -> "forbidden";
      case 404, 405 -> "unknown";
      case 413 -> "large";
      default -> status < 500 ? "malformed" : "broken";
    };
  }

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle(
        "web/web",
        Locale.forLanguageTag(language),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
