package kiosk.simulators.paper;

import java.util.ArrayList;
import java.util.List;

/// One line of print as it fills: cells and pictures at their places, and the words they spell.
final class LineComposer {

  private record Placed(int x, Dots dots) {}

  private final List<Placed> placed = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private int cursor;
  private int right;
  private int tallest;

  /// Nothing stands on the line yet, and the place is its start.
  boolean untouched() {
    return placed.isEmpty() && cursor == 0;
  }

  int cursor() {
    return cursor;
  }

  /// How many rows the tallest thing on the line has.
  int tallest() {
    return tallest;
  }

  /// Sets dots at the cursor and moves it behind them.
  void add(Dots dots, String spelt) {
    placed.add(new Placed(cursor, dots));
    words.append(spelt);
    cursor += dots.width();
    right = Math.max(right, cursor);
    tallest = Math.max(tallest, dots.height());
  }

  /// Moves the cursor; words before and after are apart.
  void moveTo(int x) {
    if (x != cursor && !words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
      words.append(' ');
    }
    cursor = Math.max(0, x);
    right = Math.max(right, cursor);
  }

  /// The words so far.
  String words() {
    return words.toString();
  }

  /// The line's dots on paper `width` wide: everything stands on the lowest row.
  ///
  /// @param left where the printing area begins, `area` how wide it is
  /// @param side 0 left, 1 centre, 2 right
  Dots dots(int width, int left, int area, int side, boolean upsideDown) {
    int free = Math.max(0, area - right);
    int shift = left + (side == 1 ? free / 2 : side == 2 ? free : 0);
    Dots line = new Dots(Math.max(right, 1), tallest);
    for (Placed item : placed) {
      line.draw(item.dots(), item.x(), tallest - item.dots().height());
    }
    Dots paper = new Dots(width, tallest);
    paper.draw(upsideDown ? line.upsideDown() : line, shift, 0);
    return paper;
  }

  void clear() {
    placed.clear();
    words.setLength(0);
    cursor = 0;
    right = 0;
    tallest = 0;
  }
}
