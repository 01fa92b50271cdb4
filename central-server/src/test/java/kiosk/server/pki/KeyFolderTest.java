package kiosk.server.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFolderTest {

  private Path folder;
  private KeyFolder keys;

  @BeforeEach
  void make(@TempDir Path temporary) throws Exception {
    folder = temporary;
    keys = new KeyFolder(folder, InstantSource.system());
    keys.ensureServer();
    keys.ensureKiosk("hall-1");
  }

  @Test
  void whatIsThereIsKept() throws Exception {
    List<String> before = contents();
    keys.ensureServer();
    keys.ensureKiosk("hall-1");
    assertThat(contents()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ca.pem",
        "crl.pem",
        "server.pem",
        "cluster-ca.pem",
        "node.pem",
        "documents-ca.pem",
        "documents.pem"
      })
  void whatIsMissingIsMade(String file) throws Exception {
    Path missing = folder.resolve("server").resolve(file);
    Files.delete(missing);
    keys.ensureServer();
    assertThat(missing).exists();
  }

  @Test
  void onlyTheOwnerMayReadAKey() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path key : files.filter(f -> f.toString().endsWith(".key")).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
            .as(key.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aKioskIsNamedByItsCertificateAndHoldsNoOtherSecret() throws Exception {
    X509Certificate certificate = keys.kiosks().getFirst().certificate();
    assertThat(KioskName.in(certificate)).contains("hall-1");
    try (Stream<Path> files = Files.list(folder.resolve("kiosks/hall-1"))) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())).toList())
          .containsExactlyInAnyOrder("kiosk.pem", "kiosk.key", "ca.pem", "seal.pub");
    }
    assertThat(KioskName.in(Authority.certificate(folder.resolve("server/server.pem")))).isEmpty();
  }

  @Test
  void whatIsRevokedStaysSoAndARenewedCertificateIsGood() throws Exception {
    Path list = folder.resolve("server/crl.pem");
    RevocationList revocations = new RevocationList(list, folder.resolve("server/ca.pem"));
    X509Certificate first = keys.kiosks().getFirst().certificate();
    assertThat(revocations.revoked(first)).isFalse();

    keys.revoke("hall-1");
    assertThat(revocations.refresh()).isTrue();
    assertThat(revocations.revoked(first)).isTrue();

    keys.renew("hall-1");
    assertThat(revocations.revoked(keys.kiosks().getFirst().certificate())).isFalse();
    assertThat(revocations.revoked(first)).isTrue();
  }

  @Test
  void aListThatTheAuthorityDidNotSignChangesNothing() throws Exception {
    Path list = folder.resolve("server/crl.pem");
    keys.revoke("hall-1");
    RevocationList revocations = new RevocationList(list, folder.resolve("server/ca.pem"));
    Authority stranger =
        Authority.make("Bornes: development authority", InstantSource.system().instant());
    stranger.writeRevocations(list, List.of(), InstantSource.system().instant());
    assertThat(revocations.refresh()).isFalse();
    assertThat(revocations.revoked(keys.kiosks().getFirst().certificate())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hall", "a.b", "../x", "a/b", "-a", "a-", "*", "é"})
  void aNameThatIsNoneForAKioskIsRefused(String name) {
    assertThatThrownBy(() -> keys.ensureKiosk(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> contents() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().map(KeyFolderTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return file + Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
