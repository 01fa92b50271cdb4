package kiosk.simulators.line;

import java.io.ByteArrayOutputStream;

/// What a receiver makes of bytes that were sent at another rate than its own: 8 data bits, no
/// parity, 1 stop bit.
///
/// A falling edge starts a character; every bit is sampled in its middle, counted from the edge; a
/// character whose stop bit is low is dropped, and the line must go high before the next.
///
/// @param sent bits a second of the sender
/// @param heard bits a second of the receiver
public record WrongRate(int sent, int heard) {

  private static final int DATA_BITS = 8;
  private static final int BITS = 1 + DATA_BITS + 1;

  /// What is heard of the first `count` bytes, sent without a pause.
  public byte[] hear(byte[] bytes, int count) {
    ByteArrayOutputStream characters = new ByteArrayOutputStream();
    // In a time in which the sender's bit lasts `heard` units, the receiver's lasts `sent`.
    long end = (long) BITS * count * heard;
    long edge = whenIs(0, bytes, end, 0);
    while (edge < end) {
      int character = 0;
      for (int bit = 0; bit < DATA_BITS; bit++) {
        character |= level(bytes, end, middle(edge, 1 + bit)) << bit;
      }
      long stop = middle(edge, BITS - 1);
      if (level(bytes, end, stop) == 1) {
        characters.write(character);
      }
      edge = whenIs(0, bytes, end, whenIs(1, bytes, end, stop));
    }
    return characters.toByteArray();
  }

  private long middle(long edge, int bit) {
    return edge + (long) bit * sent + sent / 2;
  }

  /// The first moment from `time` on at which the line is at this level; `end` when it never is.
  private long whenIs(int level, byte[] bytes, long end, long time) {
    long moment = time;
    while (moment < end && level(bytes, end, moment) != level) {
      moment = (moment / heard + 1) * heard;
    }
    return Math.min(moment, end);
  }

  private int level(byte[] bytes, long end, long time) {
    if (time >= end) {
      return 1;
    }
    int bit = (int) (time / heard);
    int place = bit % BITS;
    if (place == 0 || place == BITS - 1) {
      return place == 0 ? 0 : 1;
    }
    return bytes[bit / BITS] >> (place - 1) & 1;
  }
}
