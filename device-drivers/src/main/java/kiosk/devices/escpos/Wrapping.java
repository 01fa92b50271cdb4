package kiosk.devices.escpos;

import java.util.ArrayList;
import java.util.List;

/// Text broken into lines of at most so many columns: between words where it can be, inside a word
/// only when the word is longer than a line. Nothing is lost but the blanks at the breaks.
public final class Wrapping {

  private Wrapping() {}

  /// At least one line, each of at most `columns` characters.
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +", -1)) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > columns) {
        lines.add(rest.substring(0, columns));
        rest = rest.substring(columns);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
