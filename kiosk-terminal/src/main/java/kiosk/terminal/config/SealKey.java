package kiosk.terminal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import kiosk.contract.settings.SettingsException;

/// The server's key that acts are sealed to: X25519, in PEM (RFC 7468, section 13).
public final class SealKey {

  /// Reads `seal.pub` of a folder of keys.
  ///
  /// @throws SettingsException when it is not there or no such key
  public static PublicKey read(Path keys) {
    Path file = keys.resolve("seal.pub");
    try {
      String body = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(body));
      return KeyFactory.getInstance("X25519").generatePublic(spec);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new SettingsException("The server's sealing key " + file + " cannot be read.");
    }
  }

  private SealKey() {}
}
