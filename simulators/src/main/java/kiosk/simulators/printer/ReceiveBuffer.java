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
  private static final int QUESTION = 3;

  private final Deque<Byte> bytes = new ArrayDeque<>();
  private final Consumer<Boolean> hold;
  private boolean held;
  private int questionBytes;

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

  /// A real-time question has come: its three bytes wait here too, and stand for nothing. The last
  /// of them is added behind this call.
  boolean holdsMoreThanQuestions() {
    boolean more = bytes.size() + 1 > questionBytes + QUESTION;
    questionBytes += QUESTION;
    return more;
  }

  boolean isEmpty() {
    return bytes.isEmpty();
  }

  byte next() {
    byte next = bytes.remove();
    questionBytes = bytes.isEmpty() ? 0 : questionBytes;
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
    questionBytes = 0;
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
