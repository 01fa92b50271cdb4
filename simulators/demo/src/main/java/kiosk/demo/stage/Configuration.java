package kiosk.demo.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/// A properties file for one process, written anew at every start and readable by its owner only,
/// since it holds the database's password.
final class Configuration {

  private final Map<String, String> values = new LinkedHashMap<>();

  Configuration with(String key, Object value) {
    values.put(key, value.toString());
    return this;
  }

  /// Writes the file.
  ///
  /// @return `file`
  Path write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(file)) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
          writer.write(entry.getKey() + " = " + entry.getValue().replace("\\", "\\\\") + "\n");
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
