package kiosk.server.portal;

import java.text.MessageFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import kiosk.server.portal.Page.Span;

/// The sentences of the pages in one language.
public final class Words {

  private static final Map<String, Words> ALL =
      Map.of("fr", new Words("fr"), "en", new Words("en"));

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private final String language;
  private final ResourceBundle bundle;

  private Words(String language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            "portal/portal",
            Locale.forLanguageTag(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// The sentences of a language; French for one that is not spoken here.
  public static Words in(String language) {
    return Objects.requireNonNull(ALL.getOrDefault(language, ALL.get("fr")));
  }

  /// `fr` or `en`.
  public String language() {
    return language;
  }

  /// One sentence.
  public String get(String key) {
    return bundle.getString(key);
  }

  /// One sentence with its gaps filled, which [MessageFormat] describes.
  public String get(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), Locale.forLanguageTag(language)).format(values);
  }

  /// Whether there is such a sentence.
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /// A text of several paragraphs, which stand apart by `|`, with its gaps filled.
  public List<String> paragraphs(String key, Object... values) {
    return Arrays.asList(get(key, values).split("\\|", -1));
  }

  /// Until when something lives, to the minute.
  public String told(Span span) {
    String until = TIME.format(span.stay().until().atZone(ZONE));
    return get(span.room().key(span.stay().last() ? "last" : "told"), until);
  }

  /// The keys of this language, in order.
  List<String> keys() {
    return bundle.keySet().stream().sorted().toList();
  }
}
