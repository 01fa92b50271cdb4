package kiosk.devices.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;

/// A record of a line as text, a row for each passage: the seconds since the first, an arrow, the
/// bytes.
///
/// ```
///     0.000 <- 03 06 65 00 00 00 00 00 02 00 00 00 62
///     0.004 -> 03 06 81 00 00 00 00 00 02 01 00 00 87
/// ```
///
/// `<-` is what the device got, `->` what it said. A word between arrow and bytes is passed over.
public final class RecordText {

  /// Possessive at the end: a row may be as long as a line's buffer, and is read without recursion.
  private static final Pattern ROW =
      Pattern.compile("\\s*(\\d+)\\.(\\d{3}) (<-|->) (?:[a-z]\\w{2,} +)?((?:[0-9a-f]{2} ?)++)");

  private static final long NANOS_A_MILLI = 1_000_000;

  private RecordText() {}

  /// The record as text.
  public static String write(List<Passage> record) {
    long begin = record.isEmpty() ? 0 : record.getFirst().nanos();
    return record.stream().map(passage -> row(passage, begin)).collect(Collectors.joining());
  }

  private static String row(Passage passage, long begin) {
    String arrow = passage.direction() == Direction.OUT ? "<-" : "->";
    double seconds = (passage.nanos() - begin) / 1e9;
    return String.format(Locale.ROOT, "%9.3f %s %s%n", seconds, arrow, passage.bytes().hex());
  }

  /// The record that a text stands for; its time begins at 0.
  ///
  /// @throws IllegalArgumentException when a row makes no sense; says which and quotes nothing
  public static List<Passage> read(String text) {
    List<Passage> record = new ArrayList<>();
    for (String row : text.lines().toList()) {
      Matcher parts = ROW.matcher(row);
      if (!parts.matches()) {
        throw new IllegalArgumentException("row %d is no passage".formatted(record.size() + 1));
      }
      long millis = Long.parseLong(parts.group(1)) * 1000 + Long.parseLong(parts.group(2));
      Direction direction = parts.group(3).equals("<-") ? Direction.OUT : Direction.IN;
      record.add(new Passage(millis * NANOS_A_MILLI, direction, Bytes.ofHex(parts.group(4))));
    }
    return List.copyOf(record);
  }
}
