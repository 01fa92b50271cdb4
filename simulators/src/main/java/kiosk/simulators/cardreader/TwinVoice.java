package kiosk.simulators.cardreader;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.link.LinkException;
import kiosk.simulators.line.PacedLine;

/// What the reader puts on its line, one thing at a time, each at the moment it is due: a late
/// wake-up of the machine is made up for by the next.
final class TwinVoice {

  /// The kernel keeps what nobody reads; when even that is full, nobody will.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PacedLine line;
  private final CountDownLatch closing;
  private final ReentrantLock speaking = new ReentrantLock();

  TwinVoice(PacedLine line, CountDownLatch closing) {
    this.line = line;
    this.closing = closing;
  }

  /// Keeps all others silent until [#release()].
  void hold() {
    speaking.lock();
  }

  void release() {
    speaking.unlock();
  }

  /// Says `bytes` from `start` on; gives the moment when that is over.
  long say(long start, byte[] bytes) throws LinkException {
    speaking.lock();
    try {
      return line.send(start, bytes, 0, bytes.length, PATIENCE);
    } finally {
      speaking.unlock();
    }
  }

  long say(long start, CcidMessage message) throws LinkException {
    return say(start, TwinFrame.encode(message));
  }

  /// Waits until `moment`, as precisely as the machine can.
  void waitUntil(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// Waits for long; ends at once when the reader is closed.
  void rest(Duration time) {
    try {
      closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
