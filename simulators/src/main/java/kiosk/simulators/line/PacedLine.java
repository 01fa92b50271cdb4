package kiosk.simulators.line;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;

/// A line that carries bytes no faster than its rate, both ways at once, as a UART does.
///
/// Every byte has the time on the clock of [System#nanoTime()] at which its last bit is over;
/// waits end at those times, so that a late wake-up delays one byte and never those after it. One
/// thread may read while another writes.
public final class PacedLine implements ByteLink {

  /// Bytes are handed over in portions of about this length of time, to wake seldom.
  private static final long PORTION = 1_000_000;

  /// As much as the UART driver of the sender would hold back.
  private static final int ROOM = 4096;

  private final ByteLink inner;
  private final LineRate rate;

  private final byte[] waiting = new byte[ROOM];
  private int waitingFrom;
  private int waitingTo;
  // When the bit before waiting[waitingFrom] was over.
  private long received;
  private long sent;

  /// Paces `inner` at `rate`.
  public PacedLine(ByteLink inner, LineRate rate) {
    this.inner = inner;
    this.rate = rate;
    this.received = System.nanoTime();
    this.sent = received;
  }

  @Override
  public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      gather(deadline);
      int held = waitingTo - waitingFrom;
      int due = rate.bytesIn(System.nanoTime() - received, Math.min(held, length));
      if (due > 0) {
        return take(into, offset, due);
      }
      if (System.nanoTime() >= deadline) {
        return 0;
      }
      if (held > 0) {
        long portion = Math.min(received + rate.nanosFor(held), received + PORTION);
        parkUntil(Math.min(Math.max(portion, received + rate.nanosFor(1)), deadline));
      }
    }
  }

  /// Whether bytes take time on this line.
  public boolean paced() {
    return rate.baud() > 0;
  }

  /// When the last byte that [#read] gave was over on the line, on the clock of
  /// [System#nanoTime()].
  public long receivedAt() {
    return received;
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Duration patience) throws LinkException {
    send(System.nanoTime(), bytes, offset, length, patience);
  }

  /// Puts bytes on the line from the moment `start` on, or as soon after as the line is free, and
  /// returns when the last is over.
  ///
  /// @param start on the clock of [System#nanoTime()]; a moment ago is made up for, so that what a
  ///     device does in sequence takes the time it should
  /// @param patience how long the other side may keep each portion from being taken
  /// @return when the last byte was over
  public long send(long start, byte[] bytes, int offset, int length, Duration patience)
      throws LinkException {
    long begin = Math.max(start, sent);
    long end = begin + rate.nanosFor(length);
    int done = 0;
    while (done < length) {
      parkUntil(Math.min(end, Math.max(System.nanoTime(), begin) + PORTION));
      int due = rate.bytesIn(System.nanoTime() - begin, length);
      int upTo = System.nanoTime() >= end ? length : due;
      if (upTo > done) {
        inner.write(bytes, offset + done, upTo - done, patience);
        done = upTo;
      }
    }
    sent = end;
    return end;
  }

  @Override
  public void discardInput() throws LinkException {
    waitingFrom = 0;
    waitingTo = 0;
    inner.discardInput();
  }

  @Override
  public void close() {
    inner.close();
  }

  /// Takes in what the sender has handed over; waits for it only when nothing is held.
  private void gather(long deadline) throws LinkException {
    if (waitingFrom == waitingTo) {
      waitingFrom = 0;
      waitingTo = 0;
      Duration patience = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      int count = inner.read(waiting, 0, ROOM, patience);
      // The line was idle: the first bit starts now.
      received = Math.max(received, System.nanoTime());
      waitingTo = count;
    } else if (waitingTo < ROOM) {
      waitingTo += inner.read(waiting, waitingTo, ROOM - waitingTo, Duration.ZERO);
    }
  }

  private int take(byte[] into, int offset, int count) {
    System.arraycopy(waiting, waitingFrom, into, offset, count);
    waitingFrom += count;
    received += rate.nanosFor(count);
    return count;
  }

  private static void parkUntil(long moment) {
    long left = moment - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = moment - System.nanoTime();
    }
  }
}
