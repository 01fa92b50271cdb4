package kiosk.server.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// Certificates that a door must refuse, each with its key beside it: `NAME.pem`, `NAME.key`.
public final class Certificates {

  private final Authority ours;
  private final Path folder;
  private final Instant now;

  /// @param keys a [KeyFolder] that has its server part
  public Certificates(Path keys, Path folder, Instant now)
      throws IOException, GeneralSecurityException {
    this.ours = Authority.read(keys.resolve("ca/ca.pem"), keys.resolve("ca/ca.key"));
    this.folder = folder;
    this.now = now;
  }

  /// By another authority, though of the same name, and with a good kiosk name.
  public Path ofAnotherAuthority() throws IOException, GeneralSecurityException {
    Authority other = Authority.make("Bornes: development authority", now);
    return issue(other, "another", now, Duration.ofDays(9), "urn:kiosk:hall-1");
  }

  /// Whose time is over.
  public Path expired() throws IOException, GeneralSecurityException {
    return issue(
        ours, "expired", now.minus(Duration.ofDays(9)), Duration.ofDays(8), "urn:kiosk:hall-1");
  }

  /// Whose time has not come.
  public Path notYetValid() throws IOException, GeneralSecurityException {
    return issue(
        ours, "early", now.plus(Duration.ofDays(9)), Duration.ofDays(8), "urn:kiosk:hall-1");
  }

  /// Ours and in time, but with these names.
  public Path named(String file, String... names) throws IOException, GeneralSecurityException {
    return issue(ours, file, now, Duration.ofDays(9), names);
  }

  private Path issue(Authority authority, String file, Instant from, Duration life, String... names)
      throws IOException, GeneralSecurityException {
    List<GeneralName> uris =
        Stream.of(names)
            .map(name -> new GeneralName(GeneralName.uniformResourceIdentifier, name))
            .toList();
    Authority.Leaf leaf =
        new Authority.Leaf("hall-1", uris, List.of(KeyPurposeId.id_kp_clientAuth));
    Path certificate = folder.resolve(file + ".pem");
    authority.issue(leaf, certificate, folder.resolve(file + ".key"), from, life);
    return certificate;
  }
}
