package kiosk.contract.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// The values of a module's settings. A key that is not in the list refuses to start and names the
/// nearest one that is.
public final class Settings {

  private final List<Setting> known;
  private final Map<String, String> given;

  /// Takes the values given for a closed list of settings.
  ///
  /// @throws SettingsException when a key is unknown
  public Settings(List<Setting> known, Map<String, String> given) {
    this.known = List.copyOf(known);
    this.given = Map.copyOf(given);
    for (String key : given.keySet()) {
      if (known.stream().noneMatch(s -> s.key().equals(key))) {
        throw new SettingsException(
            "Unknown setting '" + key + "'. Did you mean '" + nearest(key) + "'?");
      }
    }
  }

  /// Reads a properties file (UTF-8, `key = value`), overridden by `overrides`.
  ///
  /// @throws SettingsException when the file cannot be read or a key is unknown
  public static Settings read(List<Setting> known, Path file, Map<String, String> overrides) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException("Cannot read the configuration " + file + ": " + e.getMessage());
    }
    Map<String, String> given = new HashMap<>();
    properties.forEach((key, value) -> given.put((String) key, ((String) value).strip()));
    given.putAll(overrides);
    return new Settings(known, given);
  }

  public String text(String key) {
    String value = given.get(key);
    return value != null ? value : setting(key).standard();
  }

  public Secret secret(String key) {
    return new Secret(text(key));
  }

  public Path path(String key) {
    return Path.of(required(key));
  }

  /// The value, which must not be empty.
  public String required(String key) {
    String value = text(key);
    if (value.isEmpty()) {
      throw new SettingsException("The setting '" + key + "' is missing: " + setting(key).help());
    }
    return value;
  }

  /// A whole number in `[least, most]`.
  public int integer(String key, int least, int most) {
    String value = required(key);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw wrong(key, "a whole number from " + least + " to " + most);
  }

  public boolean yes(String key) {
    return switch (required(key)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw wrong(key, "yes or no");
    };
  }

  /// A length of time as ISO 8601 writes it, with or without `PT`: `PT1M30S`, `60s`.
  public Duration duration(String key) {
    String value = required(key).toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(value.startsWith("P") ? value : "PT" + value);
    } catch (DateTimeParseException e) {
      throw wrong(key, "a length of time such as 60s or 1m30s");
    }
  }

  /// Values separated by commas, without the empty ones.
  public List<String> list(String key) {
    List<String> values = new ArrayList<>();
    for (String value : text(key).split(",", -1)) {
      if (!value.isBlank()) {
        values.add(value.strip());
      }
    }
    return List.copyOf(values);
  }

  /// Every setting with the value in force, secrets hidden, in the list's order.
  public List<String> effective() {
    return known.stream().map(s -> s.key() + " = " + (s.secret() ? "***" : text(s.key()))).toList();
  }

  private Setting setting(String key) {
    return known.stream()
        .filter(s -> s.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no setting " + key));
  }

  private SettingsException wrong(String key, String expected) {
    String shown = setting(key).secret() ? "***" : text(key);
    return new SettingsException(
        "The setting '" + key + "' must be " + expected + ", not '" + shown + "'.");
  }

  private String nearest(String key) {
    return known.stream()
        .map(Setting::key)
        .min(Comparator.comparingInt(k -> distance(k, key)))
        .orElseThrow();
  }

  /// Levenshtein's distance.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
