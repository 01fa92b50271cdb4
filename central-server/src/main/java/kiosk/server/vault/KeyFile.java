package kiosk.server.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import kiosk.contract.settings.SettingsException;

/// The file that holds the key: 64 hexadecimal digits, for its owner's eyes only. All nodes of a
/// cluster have the same; without it the database cannot be used any more.
public final class KeyFile {

  private static final int KEY_BYTES = 32;

  /// Reads the key, and makes it when there is no file yet. Two nodes may do so at once: one key
  /// wins, and both have it.
  ///
  /// @throws SettingsException when the file cannot be made or read, or holds something else
  public static Vault open(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file.toAbsolutePath());
      }
      return new Vault(read(file));
    } catch (IOException e) {
      throw new SettingsException("Cannot use the key file " + file + ": " + e.getMessage());
    }
  }

  private static byte[] read(Path file) throws IOException {
    try {
      byte[] key = HexFormat.of().parseHex(Files.readString(file, US_ASCII).strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // told below, without the content
    }
    throw new SettingsException("The key file " + file + " does not hold 64 hexadecimal digits.");
  }

  private static void create(Path file) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder);
    Path fresh =
        Files.createTempFile(
            folder,
            ".key",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      Files.writeString(fresh, HexFormat.of().formatHex(key) + "\n", US_ASCII);
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // another node was first: its key is read
    } finally {
      Files.delete(fresh);
    }
  }

  private KeyFile() {}
}
