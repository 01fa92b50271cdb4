package kiosk.devices.escpos;

import java.util.List;
import java.util.Optional;

/// The answers that only printers of Custom give: the full status `10 0F p u r e` (none of whose
/// bits looks like XON or XOFF), and counts as digits with a unit behind them, without a frame.
///
/// Custom, VKP80 and VKP80III manuals: DLE EOT 20, GS E1 to GS E5.
final class CustomAnswers {

  private static final List<String> UNITS = List.of("cuts", "cm", "ret", "on");
  private static final int LONGEST_COUNT = 12;
  private static final int FULL_STATUS = 6;

  private final int[] status = new int[FULL_STATUS];
  private int statusLength;
  private final StringBuilder count = new StringBuilder();

  void reset() {
    statusLength = 0;
    count.setLength(0);
  }

  /// Whether this byte belongs to an answer of this kind.
  boolean wants(int b) {
    if (statusLength > 0) {
      return statusLength > 1 || b == 0x0F;
    }
    return count.isEmpty() ? b == 0x10 || isDigit(b) : isDigit(b) || isLetter(b);
  }

  /// Whether an answer has begun that [#wants] no more of.
  boolean inside() {
    return statusLength > 0 || !count.isEmpty();
  }

  /// Takes a byte that was wanted; gives the answer that it completes.
  Optional<PrinterAnswer> take(int b) {
    if (statusLength > 0 || b == 0x10) {
      status[statusLength++] = b;
      return statusLength == FULL_STATUS ? Optional.of(full()) : Optional.empty();
    }
    count.append((char) b);
    if (count.length() > LONGEST_COUNT) {
      count.setLength(0);
      return Optional.empty();
    }
    return UNITS.stream().filter(this::ends).findFirst().map(this::tally);
  }

  private boolean ends(String unit) {
    int digits = count.length() - unit.length();
    return digits > 0
        && count.indexOf(unit) == digits
        && count.chars().limit(digits).allMatch(CustomAnswers::isDigit);
  }

  private PrinterAnswer tally(String unit) {
    long number = Long.parseLong(count, 0, count.length() - unit.length(), 10);
    count.setLength(0);
    return new PrinterAnswer.Tally(number, unit);
  }

  private PrinterAnswer full() {
    statusLength = 0;
    return new PrinterAnswer.FullStatus(status[2], status[3], status[4], status[5]);
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isLetter(int b) {
    return b >= 'a' && b <= 'z';
  }
}
