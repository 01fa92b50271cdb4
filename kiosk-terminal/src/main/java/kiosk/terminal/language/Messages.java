package kiosk.terminal.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/// The sentences of one part of the terminal in one language.
///
/// They stand in `messages/PART_LANGUAGE.properties` (UTF-8). Patterns are those of
/// [MessageFormat]; the apostrophe of the files is ’, since ' is its quote. A key that is asked for
/// and is in no file is a bug, and one that is missing in a language fails the build. Immutable.
public final class Messages {

  /// The languages that are complete, the first one being what an unknown person is spoken to in.
  public static final List<String> LANGUAGES = List.of("fr", "en");

  private final Locale locale;
  private final Map<String, String> sentences;

  private Messages(Locale locale, Map<String, String> sentences) {
    this.locale = locale;
    this.sentences = Map.copyOf(sentences);
  }

  /// Reads the files of one part.
  ///
  /// @param part the files' name before the language, such as `screen` or `ticket`
  /// @param language one of [#LANGUAGES]
  /// @throws IllegalArgumentException when there is no such file
  public static Messages load(String part, String language) {
    String file = "/messages/" + part + "_" + language + ".properties";
    Properties properties = new Properties();
    try (InputStream bytes = Messages.class.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalArgumentException("no messages " + file);
      }
      Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8);
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    Map<String, String> sentences = new TreeMap<>();
    properties.forEach((key, value) -> sentences.put((String) key, (String) value));
    return new Messages(Locale.forLanguageTag(language), sentences);
  }

  /// The sentence of a key, with its arguments in place.
  ///
  /// @throws IllegalArgumentException when there is no such key
  public String text(String key, Object... arguments) {
    String pattern = sentences.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no message " + key + " in " + locale);
    }
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
  }

  /// Whether there is such a key.
  public boolean has(String key) {
    return sentences.containsKey(key);
  }

  /// Every key.
  public Set<String> keys() {
    return sentences.keySet();
  }

  /// The language, for dates and numbers.
  public Locale locale() {
    return locale;
  }
}
