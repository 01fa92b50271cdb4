package kiosk.server.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is revoked, read again whenever the file changes. A list that the authority did not sign,
/// or that cannot be read, changes nothing and is logged. Thread-safe.
public final class RevocationList {

  private static final Logger log = LoggerFactory.getLogger(RevocationList.class);

  private final Path file;
  private final X509Certificate authority;
  private volatile X509CRL inForce;
  private @Nullable FileTime read;

  /// Reads the list for the first time.
  public RevocationList(Path file, Path authority) throws IOException, GeneralSecurityException {
    this.file = file;
    this.authority = Authority.certificate(authority);
    this.inForce = verified();
    this.read = Files.getLastModifiedTime(file);
  }

  public boolean revoked(X509Certificate certificate) {
    return inForce.isRevoked(certificate);
  }

  /// Looks at the file again. Blocking.
  ///
  /// @return whether another list is now in force
  public synchronized boolean refresh() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (changed.equals(read)) {
        return false;
      }
      read = changed;
      inForce = verified();
      return true;
    } catch (IOException | GeneralSecurityException e) {
      log.atError()
          .setMessage("pki.revocations.unreadable")
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log();
      return false;
    }
  }

  private X509CRL verified() throws IOException, GeneralSecurityException {
    X509CRL list = Authority.revocations(file);
    list.verify(authority.getPublicKey());
    return list;
  }
}
