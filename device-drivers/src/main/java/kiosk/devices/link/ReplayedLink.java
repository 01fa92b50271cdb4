package kiosk.devices.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;

/// A record played back: what went out must be written again, byte for byte, and then what came in
/// is there to be read. At the end of the record, or at the first byte that differs, the device is
/// gone. Where the device said nothing until it was asked again, a read waits as long as it may.
/// One thread, but for [#wake()].
public final class ReplayedLink implements ByteLink {

  private final Queue<Passage> rest;
  private Bytes coming = Bytes.EMPTY;
  private Bytes expected = Bytes.EMPTY;
  private boolean closed;
  private final Semaphore signs = new Semaphore(0);

  public ReplayedLink(List<Passage> record) {
    this.rest = new ArrayDeque<>(record);
  }

  /// How many passages of the record have not been played to their end; once it is closed, from any
  /// thread that knows so.
  public int left() {
    return rest.size() + (coming.length() > 0 || expected.length() > 0 ? 1 : 0);
  }

  @Override
  public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
    if (closed) {
      throw new LinkException(LinkException.Reason.CLOSED, "closed");
    }
    if (coming.length() == 0) {
      Passage next = rest.peek();
      if (next == null) {
        throw new LinkException(LinkException.Reason.UNPLUGGED, "end of the record");
      }
      if (next.direction() == Direction.OUT || expected.length() > 0) {
        waitFor(patience);
        return 0;
      }
      coming = rest.remove().bytes();
    }
    int count = Math.min(length, coming.length());
    System.arraycopy(coming.toArray(), 0, into, offset, count);
    coming = coming.slice(count, coming.length());
    return count;
  }

  private void waitFor(Duration patience) {
    try {
      if (signs.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        signs.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void wake() {
    signs.release();
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Duration patience) throws LinkException {
    for (int at = offset; at < offset + length; at++) {
      while (expected.length() == 0) {
        Passage next = rest.peek();
        if (next == null || next.direction() == Direction.IN || coming.length() > 0) {
          throw new LinkException(LinkException.Reason.UNPLUGGED, "nothing was written here");
        }
        expected = rest.remove().bytes();
      }
      if (expected.at(0) != (bytes[at] & 0xFF)) {
        throw new LinkException(LinkException.Reason.UNPLUGGED, "something else was written here");
      }
      expected = expected.slice(1, expected.length());
    }
  }

  @Override
  public void discardInput() {
    coming = Bytes.EMPTY;
  }

  @Override
  public void close() {
    closed = true;
  }
}
