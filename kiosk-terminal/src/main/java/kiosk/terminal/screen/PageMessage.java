package kiosk.terminal.screen;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kiosk.terminal.language.Messages;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.Touch;

/// What the page said: a touch, and the frame that the person was looking at.
///
/// @param touch what was done
/// @param seen the number of that frame, or -1 when the page did not say
record PageMessage(Touch touch, int seen) {

  /// The longest message in characters; the longest true one has about 80.
  static final int MAX_LENGTH = 256;

  // What each kind carries; the number of the frame is taken off before.
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "press", Set.of("t", "action"),
          "key", Set.of("t", "c"),
          "erase", Set.of("t"),
          "eraseAll", Set.of("t"),
          "open", Set.of("t", "service"),
          "choose", Set.of("t", "language", "low", "contrast"),
          "presence", Set.of("t"));

  /// Reads a message strictly: the known shapes, nothing missing and nothing more.
  ///
  /// @return empty when it is anything else
  static Optional<PageMessage> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      JsonObject json = new JsonObject(text);
      int seen = json.containsKey("n") ? (Integer) json.remove("n") : -1;
      return touch(json).map(touch -> new PageMessage(touch, seen));
    } catch (RuntimeException notOurs) {
      // Not JSON, a wrong type, a missing field or an unknown constant: each has its own exception.
      return Optional.empty();
    }
  }

  private static Optional<Touch> touch(JsonObject json) {
    String kind = json.getString("t");
    if (!json.fieldNames().equals(FIELDS.get(kind))) {
      return Optional.empty();
    }
    return switch (kind) {
      case "press" -> Optional.of(new Touch.Press(Touch.Action.valueOf(json.getString("action"))));
      case "key" -> key(json.getString("c"));
      case "erase" -> Optional.of(new Touch.Erase());
      case "eraseAll" -> Optional.of(new Touch.EraseAll());
      case "open" ->
          Optional.of(new Touch.Open(ScreenModel.Service.valueOf(json.getString("service"))));
      case "choose" -> choose(json);
      default -> Optional.of(new Touch.Presence());
    };
  }

  // The characters of a code (rule C3): printable Latin-1 without the space.
  private static Optional<Touch> key(String text) {
    if (text.codePointCount(0, text.length()) != 1) {
      return Optional.empty();
    }
    int c = text.codePointAt(0);
    boolean printable = (c > 0x20 && c < 0x7F) || (c > 0xA0 && c <= 0xFF && c != 0xAD);
    return printable ? Optional.of(new Touch.Key(c)) : Optional.empty();
  }

  private static Optional<Touch> choose(JsonObject json) {
    String language = json.getString("language");
    if (!Messages.LANGUAGES.contains(language)) {
      return Optional.empty();
    }
    return Optional.of(
        new Touch.Choose(
            new Frame.Appearance(language, json.getBoolean("low"), json.getBoolean("contrast"))));
  }
}
