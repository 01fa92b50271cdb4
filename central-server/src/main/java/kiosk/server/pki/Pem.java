package kiosk.server.pki;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/// Keys and certificates as PEM files (RFC 7468). A file appears whole or not at all.
public final class Pem {

  /// Reads a private key (`PRIVATE KEY`, PKCS 8).
  ///
  /// @param algorithm `EC` or `X25519`
  public static PrivateKey privateKey(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(content(file)));
  }

  /// Reads a public key (`PUBLIC KEY`, SubjectPublicKeyInfo).
  ///
  /// @param algorithm `EC` or `X25519`
  public static PublicKey publicKey(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(content(file)));
  }

  static byte[] content(Path file) throws IOException {
    try (PemReader reader = new PemReader(new StringReader(Files.readString(file)))) {
      PemObject object = reader.readPemObject();
      if (object == null) {
        throw new IOException("no PEM in " + file);
      }
      return object.getContent();
    }
  }

  /// Writes for its owner only, from the first moment.
  static void writePrivate(Path file, String type, byte[] content) throws IOException {
    write(file, type, content, "rw-------");
  }

  static void writePublic(Path file, String type, byte[] content) throws IOException {
    write(file, type, content, "rw-r--r--");
  }

  private static void write(Path file, String type, byte[] content, String mode)
      throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    }
    Path growing = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(growing);
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            growing,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))) {
      Channels.newOutputStream(channel).write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
    Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Pem() {}
}
