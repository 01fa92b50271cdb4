package kiosk.server.verifier;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;

/// The sentences of the page in one language.
public final class Words {

  private static final Words FRENCH = new Words("fr");
  private static final Map<String, Words> ALL = Map.of("fr", FRENCH, "en", new Words("en"));

  private final String language;
  private final ResourceBundle bundle;

  private Words(String language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            "verifier/verifier",
            Locale.forLanguageTag(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// The sentences of a language; French for one that is not spoken here.
  static Words in(String language) {
    return Objects.requireNonNullElse(ALL.get(language), FRENCH);
  }

  public String language() {
    return language;
  }

  /// One sentence.
  public String get(String key) {
    return bundle.getString(key);
  }

  /// The keys of this language, in order.
  List<String> keys() {
    return bundle.keySet().stream().sorted().toList();
  }
}
