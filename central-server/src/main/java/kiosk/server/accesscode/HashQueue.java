package kiosk.server.accesscode;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
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
  private final Map<Line, Queue<Work>> lines = new EnumMap<>(Line.class);
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
    Runnable job =
        () -> {
          try {
            T result = work.call();
            caller.runOnContext(back -> done.tryComplete(result));
          } catch (Throwable e) {
            // An error too, such as too little memory: whoever waits must hear of it.
            caller.runOnContext(back -> done.tryFail(e));
          }
        };
    Runnable drop = () -> done.tryFail(new IllegalStateException("the server stops"));
    if (!queue(line, new Work(job, drop))) {
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

  /// Ends the workers once they are done; what still waits fails.
  Future<Void> close() {
    waiting().forEach(work -> work.drop().run());
    return workers.close();
  }

  private synchronized List<Work> waiting() {
    List<Work> all = lines.values().stream().flatMap(Queue::stream).toList();
    lines.clear();
    return all;
  }

  private synchronized boolean queue(Line line, Work work) {
    Queue<Work> waiting = waiting(line);
    return waiting.size() < MOST_WAITING && waiting.add(work);
  }

  private synchronized Runnable next() {
    Line[] all = Line.values();
    for (int i = 0; i < all.length; i++) {
      turn = (turn + 1) % all.length;
      Work work = waiting(all[turn]).poll();
      if (work != null) {
        return work.job();
      }
    }
    throw new IllegalStateException("more turns than work");
  }

  private Queue<Work> waiting(Line line) {
    return lines.computeIfAbsent(line, any -> new ArrayDeque<>());
  }

  /// @param drop tells whoever waits that it will not be done
  private record Work(Runnable job, Runnable drop) {}
}
