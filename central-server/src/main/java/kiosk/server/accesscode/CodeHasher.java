package kiosk.server.accesscode;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import kiosk.server.vault.Vault;

/// Hashes codes with Argon2id over a keyed digest (rule C10), two at once, with a bounded queue.
///
/// Thread-safe. Results come back on the caller's Vert.x context.
public final class CodeHasher {

  /// How many may be hashed and waiting together.
  private static final int MOST_WAITING = 64;

  private static final int AT_ONCE = 2;

  private final Vault vault;
  private final WorkerExecutor workers;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger waiting = new AtomicInteger();
  private final String absent;

  /// The queue is full: the same may be asked again in a while.
  public static final class BusyException extends Exception {

    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many codes are being checked", null, false, false);
    }
  }

  /// Starts the workers.
  public CodeHasher(Vertx vertx, Vault vault) {
    this.vault = vault;
    this.workers = vertx.createSharedWorkerExecutor("access-codes", AT_ONCE);
    this.absent = Argon2id.ofNothing(random);
  }

  /// Hashes once, so that the first person does not wait for the class loader.
  public Future<Void> warmUp() {
    return hash("").mapEmpty();
  }

  /// What is kept of a code: a PHC string.
  ///
  /// @return fails with [BusyException] when the queue is full
  public Future<String> hash(String code) {
    return queue(() -> Argon2id.hash(vault.pepper(code), random));
  }

  /// Whether this is the code. Takes the same time when there is none to compare with.
  ///
  /// @param kept from [#hash]
  /// @return fails with [BusyException] when the queue is full
  public Future<Boolean> matches(String code, Optional<String> kept) {
    return queue(
        () -> {
          byte[] peppered = vault.pepper(code);
          Argon2id.Parts parts = Argon2id.Parts.parse(kept.orElse(absent));
          boolean same = MessageDigest.isEqual(parts.digest(), parts.digestOf(peppered));
          return same && kept.isPresent();
        });
  }

  /// Ends the workers once they are done.
  public Future<Void> close() {
    return workers.close();
  }

  private <T> Future<T> queue(Callable<T> work) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(new BusyException());
    }
    return workers
        .executeBlocking(work, false)
        .map(result -> Objects.requireNonNull(result))
        .onComplete(done -> waiting.decrementAndGet());
  }
}
