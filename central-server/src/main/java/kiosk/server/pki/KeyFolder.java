package kiosk.server.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// The folder of a development PKI. What is there is kept; what is missing is made.
///
/// ```
/// ca/            ca.pem ca.key  cluster-ca.pem cluster-ca.key  documents-ca.pem …
/// server/        server.pem server.key ca.pem crl.pem   kiosks' door
///                node.pem node.key cluster-ca.pem       event bus between nodes
///                seal.key seal.pub                      acts are sealed to this key
///                documents.pem documents.key            sign documents (documents-ca.pem)
/// kiosks/NAME/   kiosk.pem kiosk.key ca.pem seal.pub
/// ```
///
/// Files that hold a private key are for their owner only. Not for several writers at once.
public final class KeyFolder {

  /// All that the server has here.
  private static final List<String> OF_SERVER =
      List.of(
          "ca.pem",
          "crl.pem",
          "server.pem",
          "server.key",
          "cluster-ca.pem",
          "node.pem",
          "node.key",
          "seal.pub",
          "seal.key",
          "documents-ca.pem",
          "documents.pem",
          "documents.key");

  private final Path folder;
  private final InstantSource clock;

  public KeyFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// What a kiosk has.
  ///
  /// @param revoked whether its certificate is on the list
  public record KioskEntry(String name, X509Certificate certificate, boolean revoked) {}

  /// Makes the authorities, the node's keys and the seal's, where missing.
  public void ensureServer() throws IOException, GeneralSecurityException {
    if (OF_SERVER.stream().map(this::server).allMatch(Files::exists)) {
      return; // at once: to read three authorities takes a third of a second
    }
    for (String sub : List.of("ca", "server", "kiosks")) {
      Path path = folder.resolve(sub);
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    Authority kiosks = authority("ca", "Bornes: development authority");
    Authority nodes = authority("cluster-ca", "Bornes: development authority of nodes");
    kiosks.writeCertificate(server("ca.pem"));
    nodes.writeCertificate(server("cluster-ca.pem"));
    if (!Files.exists(server("crl.pem"))) {
      kiosks.writeRevocations(server("crl.pem"), Set.of(), clock.instant());
    }
    if (!Files.exists(server("server.pem"))) {
      kiosks.issue(
          serverLeaf("central", KeyPurposeId.id_kp_serverAuth),
          server("server.pem"),
          server("server.key"),
          clock.instant());
    }
    if (!Files.exists(server("node.pem"))) {
      nodes.issue(
          serverLeaf("node", KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth),
          server("node.pem"),
          server("node.key"),
          clock.instant());
    }
    ensureSeal();
    ensureDocumentSeal();
  }

  /// Makes a kiosk's keys, where missing; they carry its name as `urn:kiosk:NAME`.
  ///
  /// @throws IllegalArgumentException when the name is not one for a kiosk
  public void ensureKiosk(String name) throws IOException, GeneralSecurityException {
    Path mine = kiosk(name);
    Files.createDirectories(mine);
    Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwx------"));
    if (!Files.exists(mine.resolve("kiosk.pem"))) {
      Authority.Leaf leaf =
          new Authority.Leaf(
              name,
              List.of(new GeneralName(GeneralName.uniformResourceIdentifier, KioskName.urn(name))),
              List.of(KeyPurposeId.id_kp_clientAuth));
      existing("ca")
          .issue(leaf, mine.resolve("kiosk.pem"), mine.resolve("kiosk.key"), clock.instant());
    }
    for (String shared : List.of("ca.pem", "seal.pub")) {
      Files.copy(server(shared), mine.resolve(shared), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Puts the kiosk's certificate on the list: every node cuts it within seconds.
  public void revoke(String name) throws IOException, GeneralSecurityException {
    Path certificate = kiosk(name).resolve("kiosk.pem");
    if (!Files.exists(certificate)) {
      throw new IllegalArgumentException("no certificate for kiosk '" + name + "'");
    }
    Collection<BigInteger> serials = new ArrayList<>();
    Set<? extends X509CRLEntry> before =
        Authority.revocations(server("crl.pem")).getRevokedCertificates();
    if (before != null) {
      before.forEach(entry -> serials.add(entry.getSerialNumber()));
    }
    BigInteger serial = Authority.certificate(certificate).getSerialNumber();
    if (!serials.contains(serial)) {
      serials.add(serial);
    }
    existing("ca").writeRevocations(server("crl.pem"), serials, clock.instant());
  }

  /// Gives the kiosk a new key and certificate; the old certificate stays good unless revoked.
  public void renew(String name) throws IOException, GeneralSecurityException {
    Files.deleteIfExists(kiosk(name).resolve("kiosk.pem"));
    ensureKiosk(name);
  }

  /// The kiosks that have keys here, by name.
  public List<KioskEntry> kiosks() throws IOException, GeneralSecurityException {
    X509CRL list = Authority.revocations(server("crl.pem"));
    List<KioskEntry> entries = new ArrayList<>();
    try (Stream<Path> names = Files.list(folder.resolve("kiosks"))) {
      for (Path path : names.sorted().toList()) {
        X509Certificate certificate = Authority.certificate(path.resolve("kiosk.pem"));
        entries.add(
            new KioskEntry(
                String.valueOf(path.getFileName()), certificate, list.isRevoked(certificate)));
      }
    }
    return entries;
  }

  private void ensureSeal() throws IOException, GeneralSecurityException {
    if (Files.exists(server("seal.key"))) {
      return;
    }
    KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    Pem.writePublic(server("seal.pub"), "PUBLIC KEY", pair.getPublic().getEncoded());
    Pem.writePrivate(server("seal.key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  /// Under an authority of its own, so that what signs documents opens no door.
  private void ensureDocumentSeal() throws IOException, GeneralSecurityException {
    Authority documents = authority("documents-ca", "Bornes: development authority of documents");
    documents.writeCertificate(server("documents-ca.pem"));
    if (!Files.exists(server("documents.pem"))) {
      documents.issue(
          new Authority.Leaf(
              "Caisse: development seal of documents",
              List.of(
                  new GeneralName(GeneralName.uniformResourceIdentifier, "urn:caisse:documents")),
              List.of(KeyPurposeId.id_kp_emailProtection)),
          server("documents.pem"),
          server("documents.key"),
          clock.instant());
    }
  }

  private Authority authority(String file, String commonName)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(folder.resolve("ca").resolve(file + ".pem"))) {
      Authority.make(commonName, clock.instant())
          .write(
              folder.resolve("ca").resolve(file + ".pem"),
              folder.resolve("ca").resolve(file + ".key"));
    }
    return existing(file);
  }

  private Authority existing(String file) throws IOException, GeneralSecurityException {
    return Authority.read(
        folder.resolve("ca").resolve(file + ".pem"), folder.resolve("ca").resolve(file + ".key"));
  }

  private static Authority.Leaf serverLeaf(String commonName, KeyPurposeId... purposes) {
    List<GeneralName> names =
        List.of(
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    return new Authority.Leaf(commonName, names, List.of(purposes));
  }

  private Path server(String file) {
    return folder.resolve("server").resolve(file);
  }

  private Path kiosk(String name) {
    if (!KioskName.wellFormed(name)) {
      throw new IllegalArgumentException(
          "a kiosk's name is 1-40 lower-case letters, digits and hyphens, not '" + name + "'");
    }
    return folder.resolve("kiosks").resolve(name);
  }
}
