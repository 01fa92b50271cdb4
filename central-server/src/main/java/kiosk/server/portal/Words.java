package kiosk.server.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/// The sentences of the pages in one language.
public final class Words {

  private static final Map<String, Words> ALL =
      Map.of("fr", new Words("fr"), "en", new Words("en"));

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
    Words words = ALL.get(language);
    return words == null ? in("fr") : words;
  }

  public String language() {
    return language;
  }

  /// One sentence.
  public String get(String key) {
    return bundle.getString(key);
  }

  /// A text of several paragraphs, which stand apart by `|`.
  public List<String> paragraphs(String key) {
    return Arrays.asList(get(key).split("\\|", -1));
  }

  /// The keys of this language, in order.
  List<String> keys() {
    return bundle.keySet().stream().sorted().toList();
  }
}
