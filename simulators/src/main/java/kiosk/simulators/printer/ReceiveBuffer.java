package kiosk.simulators.printer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// The receive buffer: XOFF when it is nearly full, XON when there is room again, and bytes beyond
/// it lost without a word. One thread at a time.
final class ReceiveBuffer {

  /// The receive buffer of a TM printer, and its free bytes at XOFF and at XON.
  private static final int SIZE = 4096;

  private static final int FREE_AT_XOFF = 128;
  private static final int FREE_AT_XON = 256;
  private static final int SMALL_SIZE = 45;

  private final Deque<Byte> bytes = new ArrayDeque<>();
  private final Consumer<Boolean> hold;
  private boolean held;
  private int realtimeBytes;

  /// @param hold is told when the line is to be held, and when to be let go
  ReceiveBuffer(Consumer<Boolean> hold) {
    this.hold = hold;
  }

  /// @param small whether it is one that never says XOFF
  void add(byte b, boolean small) {
    if (bytes.size() < (small ? SMALL_SIZE : SIZE)) {
      bytes.add(b);
    }
    if (!held && !small && SIZE - bytes.size() <= FREE_AT_XOFF) {
      hold(true);
    }
  }

  /// So many of the bytes in here were a real-time command, and are to print nothing.
  void obeyed(int count) {
    realtimeBytes += count;
  }

  boolean holdsPrintData() {
    return bytes.size() > realtimeBytes;
  }

  boolean isEmpty() {
    return bytes.isEmpty();
  }

  byte next() {
    byte next = bytes.remove();
    realtimeBytes = bytes.isEmpty() ? 0 : realtimeBytes;
    return next;
  }

  /// Lets the line go when there is room.
  ///
  /// @param stuck whether XON is never sent
  void relax(boolean stuck) {
    if (held && !stuck && SIZE - bytes.size() >= FREE_AT_XON) {
      hold(false);
    }
  }

  void clear(boolean stuck) {
    bytes.clear();
    realtimeBytes = 0;
    relax(stuck);
  }

  /// The power went: nothing is said.
  void forget() {
    bytes.clear();
    held = false;
  }

  void hold(boolean holds) {
    held = holds;
    hold.accept(holds);
  }
}
