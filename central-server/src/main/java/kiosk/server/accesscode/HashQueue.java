package kiosk.server.accesscode;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import kiosk.server.accesscode.CodeHasher.BusyException;
import kiosk.server.accesscode.CodeHasher.Line;

/// The hashes that wait, in one line for each door. Lines are served in turn: a flood at one door
/// lets those at another wait for a hash or two more, and no longer. Thread-safe.
final class HashQueue {

  /// How many may wait in a line.
  private static final int MOST_WAITING = 64;

  /// Part of the heap that hashes may take at once.
  private static final int HEAP_PART = 4;

  /// How many are made at once: one for each core.
  static final int AT_ONCE =
      atOnce(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory());

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Map<Line, Queue<Runnable>> lines = new EnumMap<>(Line.class);
  private int turn;

  HashQueue(Vertx vertx) {
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor("access-codes", AT_ONCE);
  }

  /// As many as there are cores, as far as the heap holds their blocks; two at least.
  static int atOnce(int cores, long heapBytes) {
    long held = heapBytes / HEAP_PART / (Argon2id.MEMORY_KIB * 1_024L);
    return (int) Math.max(2, Math.min(cores, held));
  }

  /// Does this work when its turn comes.
  ///
  /// @return on the caller's context; fails with [BusyException] when the line is full
  <T> Future<T> add(Line line, Callable<T> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> done = Promise.promise();
    boolean added =
        queue(
            line,
            () -> {
              try {
                T result = work.call();
                caller.runOnContext(back -> done.tryComplete(result));
              } catch (Throwable e) {
                // An error too, such as too little memory: whoever waits must hear of it.
                caller.runOnContext(back -> done.tryFail(e));
              }
            });
    if (!added) {
      return Future.failedFuture(new BusyException());
    }
    // As many turns as there is work: each takes what comes next, be it this or other work.
    workers
        .<Void>executeBlocking(
            () -> {
              next().run();
              return null;
            },
            false)
        .onFailure(done::tryFail);
    return done.future();
  }

  Future<Void> close() {
    return workers.close();
  }

  private synchronized boolean queue(Line line, Runnable work) {
    Queue<Runnable> waiting = waiting(line);
    return waiting.size() < MOST_WAITING && waiting.add(work);
  }

  private synchronized Runnable next() {
    Line[] all = Line.values();
    for (int i = 0; i < all.length; i++) {
      turn = (turn + 1) % all.length;
      Runnable work = waiting(all[turn]).poll();
      if (work != null) {
        return work;
      }
    }
    throw new IllegalStateException("more turns than work");
  }

  private Queue<Runnable> waiting(Line line) {
    return lines.computeIfAbsent(line, any -> new ArrayDeque<>());
  }
}
