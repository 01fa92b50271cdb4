package kiosk.server.attestation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import kiosk.server.pki.KeyFolder;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfSealTest {

  private static final Instant NOW = Instant.parse("2026-03-20T08:00:00Z");

  @TempDir private Path folder;

  @Test
  void aSignatureThatIsLargerThanItsRoomSpoilsNoFile() throws Exception {
    new KeyFolder(folder, InstantSource.fixed(NOW)).ensureServer();
    Path keys = folder.resolve("server");
    // CertificateFactory takes DER as well as PEM.
    Files.write(keys.resolve("documents.pem"), largeCertificate());
    PdfSeal seal = PdfSeal.read(keys);
    byte[] pdf = withRoom(seal);
    assertThatThrownBy(() -> seal.fill(pdf))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no room");
  }

  /// With 5,000 bytes of an extension that says nothing.
  private static byte[] largeCertificate() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    X500Name name = new X500Name("CN=documents");
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(NOW),
            Date.from(NOW.plus(Duration.ofDays(1))),
            name,
            keys.getPublic())
        .addExtension(Extension.subjectKeyIdentifier, false, new byte[5_000])
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
        .getEncoded();
  }

  private static byte[] withRoom(PdfSeal seal) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      seal.reserve(document, NOW);
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
    return out.toByteArray();
  }
}
