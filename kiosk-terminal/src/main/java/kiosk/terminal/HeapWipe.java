package kiosk.terminal;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/// Overwrites what the collector only stopped counting: the bytes of objects that nothing refers to
/// stay in the heap until others need their place.
///
/// It counts on the options of `jvm.options`: a small heap, the serial collector, and `ZeroTLAB`,
/// without which the ends of the threads' own pieces would be passed over.
final class HeapWipe {

  private static final int BLOCK_BYTES = 4 * 1024;

  /// Left free for whoever needs memory meanwhile.
  private static final long SPARED_BYTES = 24L * 1024 * 1024;

  /// A kiosk started otherwise may have a heap of gigabytes; most of it was never used.
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  /// Survivors of a collection go to two places in turn.
  private static final int TIMES = 2;

  private HeapWipe() {}

  /// Takes about a tenth of a second of one thread, and stops the others for most of it.
  static void run() {
    System.gc();
    for (int time = 0; time < TIMES; time++) {
      fill();
      System.gc();
    }
  }

  private static void fill() {
    Runtime jvm = Runtime.getRuntime();
    long free = jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory());
    long room = Math.min(free - SPARED_BYTES, MOST_BYTES);
    List<byte[]> zeros = new ArrayList<>();
    try {
      for (long filled = 0; filled < room; filled += BLOCK_BYTES) {
        zeros.add(new byte[BLOCK_BYTES]);
      }
    } finally {
      Reference.reachabilityFence(zeros);
    }
  }
}
