package kiosk.server.attestation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import kiosk.server.pki.Pem;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// Signs documents with the caisse's certificate: PAdES baseline B-B (ETSI EN 319 142-1, section
/// 6), invisible, so that the page stays as it is. Thread-safe.
public final class PdfSeal {

  /// How the two files of the seal begin in the folder of keys.
  private static final String NAME = "documents";

  private static final String ALGORITHM = "SHA256withECDSA";

  /// Room for the signature in the file, in bytes: it needs about 1,300.
  private static final int ROOM = 4_096;

  /// How PDFBox writes the room and the range around it before either is known.
  private static final String EMPTY_ROOM = "<" + "00".repeat(ROOM) + ">";

  private static final String EMPTY_RANGE = "[0 1000000000 1000000000 1000000000]";

  /// ISO 32000-1, section 7.9.4.
  private static final DateTimeFormatter PDF_DATE =
      DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final PrivateKey key;
  private final X509Certificate certificate;

  private PdfSeal(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /// Reads `documents.pem` and `documents.key`.
  ///
  /// @param folder of the server's keys, as `./borne pki` makes it
  public static PdfSeal read(Path folder) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(folder.resolve(NAME + ".pem"))) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return new PdfSeal(Pem.privateKey(folder.resolve(NAME + ".key"), "EC"), certificate);
    }
  }

  /// Makes room for the signature in a document that is about to be saved.
  void reserve(PDDocument document, Instant at) throws IOException {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
    // PAdES tells the time here and nowhere else (section 6.3, row on signing time).
    signature.getCOSObject().setString(COSName.M, PDF_DATE.format(at));
    try (SignatureOptions options = new SignatureOptions()) {
      options.setPreferredSignatureSize(ROOM);
      document.addSignature(signature, options);
    }
  }

  /// Signs a saved document with room for it, in place: all of the file but the room (ISO 32000-1,
  /// section 12.8.1). It is faster by far than a second revision, which PDFBox offers.
  void fill(byte[] pdf) throws IOException {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    int room = text.lastIndexOf(EMPTY_ROOM);
    int range = text.lastIndexOf(EMPTY_RANGE);
    if (room < 0 || range < 0) {
      throw new IOException("the document has no room for a signature");
    }
    int end = room + EMPTY_ROOM.length();
    String around = "[0 %d %d %d]".formatted(room, end, pdf.length - end);
    put(pdf, range, around + " ".repeat(EMPTY_RANGE.length() - around.length()));
    try {
      byte[] cms = cms(allBut(pdf, room, end));
      if (cms.length > ROOM) {
        throw new IOException("a signature of %d bytes has no room".formatted(cms.length));
      }
      put(pdf, room + 1, HexFormat.of().formatHex(cms));
    } catch (GeneralSecurityException | CMSException | OperatorCreationException e) {
      throw new IOException("the document cannot be signed", e);
    }
  }

  private static byte[] allBut(byte[] pdf, int from, int to) {
    byte[] rest = Arrays.copyOf(pdf, pdf.length - (to - from));
    System.arraycopy(pdf, to, rest, from, pdf.length - to);
    return rest;
  }

  private static void put(byte[] pdf, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, pdf, at, bytes.length);
  }

  /// A detached CMS (RFC 5652) with the certificate named by its digest (RFC 5035).
  private byte[] cms(byte[] content)
      throws GeneralSecurityException, CMSException, OperatorCreationException, IOException {
    ContentSigner signer = new JcaContentSignerBuilder(ALGORITHM).build(key);
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .setSignedAttributeGenerator(attributes())
            .build(signer, certificate));
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
  }

  private CMSAttributeTableGenerator attributes() throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    SigningCertificateV2 named =
        new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(digest)});
    ASN1EncodableVector ours = new ASN1EncodableVector();
    ours.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(named)));
    CMSAttributeTableGenerator usual =
        new DefaultSignedAttributeTableGenerator(new AttributeTable(ours));
    // PAdES forbids the signing time among the attributes of the CMS.
    return facts -> usual.getAttributes(facts).remove(CMSAttributes.signingTime);
  }
}
