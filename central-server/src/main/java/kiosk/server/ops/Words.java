package kiosk.server.ops;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import kiosk.server.staff.LogInResult;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Stay;

/// The sentences of the pages of operations, in one language.
public final class Words {

  private static final Map<String, Words> ALL =
      Map.of("fr", new Words("fr"), "en", new Words("en"));

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;

  private final String language;
  private final ResourceBundle bundle;

  private Words(String language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            "ops/ops",
            Locale.forLanguageTag(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// The sentences of a language; French for one that is not spoken here.
  static Words in(String language) {
    return ALL.getOrDefault(language, french());
  }

  private static Words french() {
    return Objects.requireNonNull(ALL.get("fr"));
  }

  public String language() {
    return language;
  }

  /// One sentence, its gaps filled as [String#format] does.
  public String get(String key, Object... values) {
    return String.format(Locale.forLanguageTag(language), bundle.getString(key), values);
  }

  /// The word for a state: one word everywhere.
  public String state(Enum<?> state) {
    return get(state.getDeclaringClass().getSimpleName() + "." + state.name());
  }

  /// Until when something lives, to the minute.
  ///
  /// @param key begins the keys of its sentences
  String until(Stay stay, String key) {
    String sentence = key + (stay.last() ? ".last" : ".told");
    return get(sentence, TIME.format(stay.until().atZone(ZONE)));
  }

  /// How long no password is looked at, to the second.
  String wait(LogInResult.Wait wait) {
    long seconds = wait.left().plusMillis(999).toSeconds();
    String end = SECOND.format(wait.until().atZone(ZONE));
    return get("login.wait", seconds / MINUTE, seconds % MINUTE, end);
  }

  /// How long a network that tries too often waits.
  String limited(Duration left) {
    return get("login.limited", RateLimit.seconds(left));
  }

  /// A length of time in its largest unit.
  public String length(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < MINUTE) {
      return get("seconds", seconds);
    }
    if (seconds < HOUR) {
      return get("minutes", seconds / MINUTE);
    }
    return seconds < DAY ? get("hours", seconds / HOUR) : get("days", seconds / DAY);
  }
}
