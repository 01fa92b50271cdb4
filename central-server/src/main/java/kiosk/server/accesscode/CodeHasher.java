package kiosk.server.accesscode;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import kiosk.server.vault.Vault;

/// Hashes codes with Argon2id over a keyed digest (rule C10), one for each core at once, with a
/// bounded line for each door.
///
/// Thread-safe. Results come back on the caller's Vert.x context.
public final class CodeHasher {

  private final Vault vault;
  private final HashQueue queue;
  private final Line line;
  private final SecureRandom random = new SecureRandom();
  private final String absent;

  /// Who waits for a hash. Each has a line of its own, and they are served in turn.
  public enum Line {
    KIOSK,
    STAFF,
    ONLINE
  }

  /// The line is full: the same may be asked again in a while.
  public static final class BusyException extends Exception {

    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many codes are being checked", null, false, false);
    }
  }

  /// Starts the workers; hashes of kiosks.
  public CodeHasher(Vertx vertx, Vault vault) {
    this(vault, new HashQueue(vertx), Line.KIOSK);
  }

  private CodeHasher(Vault vault, HashQueue queue, Line line) {
    this.vault = vault;
    this.queue = queue;
    this.line = line;
    this.absent = Argon2id.ofNothing(random);
  }

  /// The same, in another line.
  public CodeHasher in(Line other) {
    return new CodeHasher(vault, queue, other);
  }

  /// Hashes once, so that the first person does not wait for the class loader.
  public Future<Void> warmUp() {
    return hash("").mapEmpty();
  }

  /// What is kept of a code: a PHC string.
  ///
  /// @return fails with [BusyException] when the line is full
  public Future<String> hash(String code) {
    return queue.add(line, () -> Argon2id.hash(vault.pepper(code), random));
  }

  /// Whether this is the code. Takes the same time when there is none to compare with.
  ///
  /// @param kept from [#hash]
  /// @return fails with [BusyException] when the line is full
  public Future<Boolean> matches(String code, Optional<String> kept) {
    return queue.add(
        line,
        () -> {
          byte[] peppered = vault.pepper(code);
          Argon2id.Parts parts = Argon2id.Parts.parse(kept.orElse(absent));
          boolean same = MessageDigest.isEqual(parts.digest(), parts.digestOf(peppered));
          return same && kept.isPresent();
        });
  }

  /// Ends the workers once they are done; whoever still waits for one is told.
  public Future<Void> close() {
    return queue.close();
  }
}
