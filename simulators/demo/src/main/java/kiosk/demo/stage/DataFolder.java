package kiosk.demo.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import kiosk.demo.process.StartException;
import org.jspecify.annotations.Nullable;

/// All that a demo keeps on disk, held by one demo at a time. The lock goes with the process, so a
/// demo that was killed leaves none.
public final class DataFolder implements AutoCloseable {

  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes hold of a folder, making it if it is missing.
  ///
  /// @throws StartException when another demo has it
  public static DataFolder open(Path folder) throws StartException {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartException(
            "A demo already runs on the data in %s: stop it, or choose another folder with --data."
                .formatted(folder));
      }
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw new StartException("Cannot use the folder %s: %s".formatted(folder, e.getMessage()));
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /// Erases all that is kept but the lock.
  public void empty() {
    try {
      Files.walkFileTree(folder, new Erasing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path pki() {
    return folder.resolve("pki");
  }

  Path database() {
    return folder.resolve("database");
  }

  /// Says that the database has its first account of the operations page.
  Path staffMade() {
    return database().resolve("staff");
  }

  Path mails() {
    return folder.resolve("mails");
  }

  Path paper() {
    return folder.resolve("paper");
  }

  /// The key outside the database (rule C10), the same for all nodes.
  public Path pepper() {
    return folder.resolve("pepper");
  }

  /// The people that the server knows, as the deck writes them.
  Path registryExtract() {
    return folder.resolve("registry.json");
  }

  /// The pseudo-terminals of the simulated devices.
  Path ports() {
    return folder.resolve("ports");
  }

  /// One line file per code that a visit has chosen, by persona.
  Path chosenCodes() {
    return folder.resolve("chosen-codes.properties");
  }

  Path visits() {
    return folder.resolve("visits");
  }

  Path log(String part) {
    return folder.resolve("logs").resolve(part + ".log");
  }

  Path config(String part) {
    return folder.resolve("config").resolve(part + ".properties");
  }

  Path data(String part) {
    return folder.resolve(part);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Erasing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(folder.resolve(LOCK))) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error)
        throws IOException {
      if (error != null) {
        throw error;
      }
      if (!visited.equals(folder)) {
        Files.delete(visited);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
