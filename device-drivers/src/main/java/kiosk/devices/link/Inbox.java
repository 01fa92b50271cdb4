package kiosk.devices.link;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a port's thread has received and nobody has read yet. One thread puts, one takes. What is
/// taken is wiped: it may be a person's.
final class Inbox {

  /// Far more than a driver leaves unread; what comes on top is dropped.
  private static final int ROOM = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] held = new byte[ROOM];
  private int from;
  private int count;
  private boolean woken;
  private @Nullable LinkException end;

  void put(byte[] bytes, int length) {
    lock.lock();
    try {
      int accepted = Math.min(length, ROOM - count);
      for (int i = 0; i < accepted; i++) {
        held[(from + count + i) % ROOM] = bytes[i];
      }
      count += accepted;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  int take(byte[] into, int offset, int length, Duration patience) throws LinkException {
    lock.lock();
    try {
      awaitNews(patience.toNanos());
      woken = false;
      int taken = Math.min(length, count);
      for (int i = 0; i < taken; i++) {
        into[offset + i] = held[(from + i) % ROOM];
      }
      drop(taken);
      if (taken == 0) {
        ensureAlive();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void discard() throws LinkException {
    lock.lock();
    try {
      drop(count);
      ensureAlive();
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more comes, for the reason given; the first reason stays.
  void end(LinkException why) {
    lock.lock();
    try {
      if (end == null) {
        end = why;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void ensureAlive() throws LinkException {
    lock.lock();
    try {
      if (end != null) {
        throw new LinkException(end.reason(), String.valueOf(end.getMessage()));
      }
    } finally {
      lock.unlock();
    }
  }

  private void drop(int taken) {
    for (int i = 0; i < taken; i++) {
      held[(from + i) % ROOM] = 0;
    }
    from = (from + taken) % ROOM;
    count -= taken;
  }

  private void awaitNews(long nanos) throws LinkException {
    long left = nanos;
    while (count == 0 && !woken && end == null && left > 0) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LinkException(LinkException.Reason.CLOSED, "interrupted");
      }
    }
  }
}
