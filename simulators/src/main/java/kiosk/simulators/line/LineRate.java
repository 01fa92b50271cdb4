package kiosk.simulators.line;

/// How fast an asynchronous line carries bytes.
///
/// @param baud bits a second, or 0 for a line that takes no time
/// @param bitsPerByte start, data, parity and stop bits of one byte
public record LineRate(int baud, int bitsPerByte) {

  /// A line that takes no time.
  public static final LineRate UNPACED = new LineRate(0, 0);

  /// The line of a GemPC Twin reader: 115200 baud, 8 data bits, 2 stop bits.
  public static final LineRate READER_115200_8N2 = new LineRate(115_200, 11);

  private static final long AGES = 1_000_000_000_000L;

  public LineRate {
    if (baud < 0 || (baud > 0 && bitsPerByte < 1)) {
      throw new IllegalArgumentException("not a line rate: " + baud + " / " + bitsPerByte);
    }
  }

  /// A line of 8 data bits, no parity and 1 stop bit.
  public static LineRate of8n1(int baud) {
    return new LineRate(baud, 10);
  }

  /// How long `bytes` bytes take, in nanoseconds.
  public long nanosFor(int bytes) {
    return baud == 0 ? 0 : bytes * (bitsPerByte * 1_000_000_000L) / baud;
  }

  /// How many whole bytes fit in `nanos` nanoseconds, at most `most`.
  int bytesIn(long nanos, int most) {
    if (baud == 0) {
      return most;
    }
    if (nanos <= 0) {
      return 0;
    }
    // One nanosecond more makes up for the rounding of nanosFor.
    long bits = (Math.min(nanos, AGES) + 1) * baud / 1_000_000_000L;
    return (int) Math.min(bits / bitsPerByte, most);
  }
}
