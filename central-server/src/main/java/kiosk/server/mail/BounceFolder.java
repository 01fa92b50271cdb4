package kiosk.server.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kiosk.server.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records the mails that came back, from the Maildir to which the mail server delivers what is
/// sent to the sender's address. What was read goes from `new` to `cur`, so nothing is read twice
/// and nothing is lost.
public final class BounceFolder {

  private static final Logger log = LoggerFactory.getLogger(BounceFolder.class);

  private static final long LOOK_MILLIS = Duration.ofSeconds(15).toMillis();
  private static final int AT_ONCE = 50;
  private static final int LONGEST = 500_000;

  private final Vertx vertx;
  private final Database database;
  private final Outbox outbox;
  private final Path folder;
  private final InstantSource clock;
  private long timer = -1;

  /// @param folder the Maildir
  public BounceFolder(
      Vertx vertx, Database database, Outbox outbox, Path folder, InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.outbox = outbox;
    this.folder = folder;
    this.clock = clock;
  }

  /// Begins to look at the folder.
  public void start() {
    timer = vertx.setPeriodic(LOOK_MILLIS, id -> look());
  }

  /// Stops looking.
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /// Looks once.
  ///
  /// @return how many bounces were recorded
  Future<Integer> look() {
    return blocking(this::waiting)
        .compose(
            files -> {
              Future<Integer> recorded = Future.succeededFuture(0);
              for (Path file : files) {
                recorded = recorded.compose(n -> take(file).map(one -> n + one));
              }
              return recorded;
            })
        .onFailure(e -> log.atWarn().setMessage("mail.bounces").setCause(e).log());
  }

  private Future<Integer> take(Path file) {
    return blocking(() -> read(file))
        .compose(
            bounce ->
                bounce.isEmpty()
                    ? Future.succeededFuture(false)
                    : database.withConnection(
                        c -> outbox.bounced(c, bounce.get(), clock.instant())))
        .compose(recorded -> blocking(() -> putAway(file)).map(recorded ? 1 : 0));
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return vertx.executeBlocking(work).map(result -> Objects.requireNonNull(result));
  }

  private static Optional<Bounce> read(Path file) throws IOException {
    try (InputStream mail = Files.newInputStream(file)) {
      return Bounce.read(mail.readNBytes(LONGEST));
    }
  }

  private List<Path> waiting() throws IOException {
    Path arrived = folder.resolve("new");
    if (!Files.isDirectory(arrived)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(arrived)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().limit(AT_ONCE).toList());
    }
  }

  private boolean putAway(Path file) throws IOException {
    Path read = Files.createDirectories(folder.resolve("cur"));
    Files.move(file, read.resolve(file.getFileName() + ":2,S"), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }
}
