package kiosk.server.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import kiosk.contract.Nir;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Attestation.Person;
import kiosk.server.attestation.LetterPage.Proof;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.payment.Payment;
import kiosk.server.pki.KeyFolder;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/// The documents of rule S1 as others read them: veraPDF, a reader's eye, whoever checks a
/// signature.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LettersTest {

  private static final Path SHOWN = Path.of("target/documents");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);
  private static final Instant NOW = Instant.parse("2026-03-20T08:00:00Z");
  private static final String CODE = "7K3M-9QXW-2HRT";
  private static final String URL = "https://exemple.test/verifier/" + CODE;
  private static final Proof PROOF = new Proof(CODE, URL);

  private static final List<String> SURNAMES =
      List.of(
          "DURAND",
          "LE GALL-D’ORNANO",
          "ŒUVRARD",
          "ÇELİK",
          "NGUYỄN",
          "ŁUKASZEWICZ-BRZĘCZYSZCZYKIEWICZ",
          "O'CONNOR",
          "ĐORĐEVIĆ",
          "مراد",
          "VAN DEN BROUCKE DE LA ROCHEFOUCAULD-MONTMORENCY-LAVAL");

  private final PdfFonts fonts = new PdfFonts();
  private PdfSeal seal;

  @BeforeAll
  void makeKeys(@TempDir Path folder) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    new KeyFolder(folder, InstantSource.fixed(NOW)).ensureServer();
    seal = PdfSeal.read(folder.resolve("server"));
    Files.createDirectories(SHOWN);
  }

  @Test
  void s1_aHundredSignedDocumentsOfAllKindsAreArchivesThatEverybodyCanRead() throws Exception {
    Random random = new Random(20);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Press.Letter letter = varied(random, i);
      byte[] pdf = signed(letter);
      Files.write(SHOWN.resolve("%s-%02d.pdf".formatted(letter.key(), i)), pdf);
      for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
        failures.addAll(faults(pdf, flavour));
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void theCheckerSeesAFileWithoutTags() throws Exception {
    byte[] broken;
    try (PDDocument document = Loader.loadPDF(unsigned(varied(new Random(1), 1)))) {
      document.getDocumentCatalog().getMarkInfo().setMarked(false);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      broken = out.toByteArray();
    }
    assertThat(faults(broken, PDFAFlavour.PDFUA_1)).isNotEmpty();
  }

  @Test
  void s1_theRightsSayWhoHasThemAndHowToVerifyIt() throws Exception {
    String text = text(new RightsLetter(attestation("DURAND", people(1)), address(3)));
    assertThat(text)
        .contains("Attestation de droits à l’Assurance Maladie")
        .contains("2 84 03 44 109 528 12")
        .contains("du 01/01/2026 au 31/12/2026")
        .contains("20 mars 2026")
        .contains(CODE, URL)
        .contains("Dr Anne MARTIN");
  }

  @Test
  void s1_theAllowancesOfThePeriodAreListedAndSummed() throws Exception {
    String text =
        text(
            new AllowanceLetter(
                insured("DURAND"), DAY.minusDays(90), DAY, allowances(3), DAY, PROOF));
    assertThat(text)
        .contains("Attestation de paiement d’indemnités journalières")
        .contains("Période demandée", "du 20/12/2025 au 20/03/2026")
        .contains("du 05/01/2026 au 18/01/2026", "21/01/2026", "Maladie", "412,30 €")
        .contains("Total net versé : 1 236,90 €")
        .contains("2 84 03 44 109 528", CODE);
  }

  @Test
  void s1_theMonthsPaymentsAreListedAndSummedAndAMonthWithoutAnySaysSo() throws Exception {
    YearMonth month = YearMonth.of(2026, 2);
    String text = text(new StatementLetter(insured("DURAND"), month, cares(40), DAY, PROOF));
    assertThat(text)
        .contains("Relevé mensuel de vos paiements", "versé en février 2026")
        .contains("Pharmacie 39", "11,96 €", "Total versé : 478,40 €", "Page 2")
        .contains(CODE);
    assertThat(text(new StatementLetter(insured("DURAND"), month, List.of(), DAY, PROOF)))
        .contains("La caisse ne vous a rien versé ce mois-ci.");
  }

  @Test
  void manyBeneficiariesGoOnOverThePage() throws Exception {
    byte[] pdf = unsigned(new RightsLetter(attestation("DURAND", people(24)), address(2)));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr-FR");
      assertThat(new PDFTextStripper().getText(document)).contains("ENFANT 1", "ENFANT 24");
    }
  }

  @Test
  void aCharacterTheFontLacksIsReplacedAndNothingFails() throws Exception {
    Attestation strange = attestation("A\u0000\r\n\u202E😀漢Ứ", List.of());
    assertThat(text(new RightsLetter(strange, List.of("\t")))).contains("??");
  }

  /// PAdES baseline B-B: ETSI EN 319 142-1, table 1.
  @Test
  void s1_theSignatureIsPadesBaselineAndCoversTheWholeFile() throws Exception {
    byte[] pdf = signed(varied(new Random(5), 5));
    PDSignature signature = signature(pdf);
    assertThat(signature.getFilter()).isEqualTo("Adobe.PPKLite");
    assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
    assertThat(signature.getSignDate().toInstant()).isEqualTo(NOW);
    int[] range = signature.getByteRange();
    assertThat(range[0]).isZero();
    assertThat(range[2] + range[3]).isEqualTo(pdf.length);
    SignerInformation signer = signer(pdf, signature);
    assertThat(signer.getContentType().getId()).isEqualTo("1.2.840.113549.1.7.1");
    AttributeTable attributes = signer.getSignedAttributes();
    assertThat(attributes.get(CMSAttributes.signingTime)).isNull();
    SigningCertificateV2 named =
        SigningCertificateV2.getInstance(
            attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .getAttributeValues()[0]);
    assertThat(named.getCerts()).hasSize(1);
    assertThat(verifies(pdf)).isTrue();
  }

  @Test
  void aSignedDocumentThatWasAlteredNoLongerVerifies() throws Exception {
    byte[] pdf = signed(varied(new Random(5), 5));
    pdf[signature(pdf).getByteRange()[1] / 2] ^= 1;
    assertThat(verifies(pdf)).isFalse();
  }

  private byte[] signed(Press.Letter letter) throws Exception {
    return Press.draw(fonts, letter, Optional.of(seal), NOW);
  }

  private byte[] unsigned(Press.Letter letter) throws Exception {
    return Press.draw(fonts, letter, Optional.empty(), NOW);
  }

  private static boolean verifies(byte[] pdf) throws Exception {
    PDSignature signature = signature(pdf);
    SignerInformation signer = signer(pdf, signature);
    X509CertificateHolder certificate =
        cms(pdf, signature).getCertificates().getMatches(null).iterator().next();
    try {
      return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
    } catch (CMSException e) {
      return false;
    }
  }

  private static PDSignature signature(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getLastSignatureDictionary();
    }
  }

  private static SignerInformation signer(byte[] pdf, PDSignature signature) throws Exception {
    return cms(pdf, signature).getSignerInfos().iterator().next();
  }

  private static CMSSignedData cms(byte[] pdf, PDSignature signature) throws Exception {
    try (ASN1InputStream der = new ASN1InputStream(signature.getContents(pdf))) {
      return new CMSSignedData(
          new CMSProcessableByteArray(signature.getSignedContent(pdf)),
          ContentInfo.getInstance(der.readObject()));
    }
  }

  private String text(Press.Letter letter) throws Exception {
    try (PDDocument document = Loader.loadPDF(unsigned(letter))) {
      return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
    }
  }

  private static List<String> faults(byte[] pdf, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      return result.getTestAssertions().stream()
          .map(a -> flavour + " " + a.getRuleId() + " " + a.getMessage())
          .toList();
    }
  }

  private static Press.Letter varied(Random random, int i) {
    String surname = SURNAMES.get(i % SURNAMES.size());
    int many = random.nextInt(30);
    return switch (i % 3) {
      case 0 -> new RightsLetter(attestation(surname, people(i % 7)), address(i));
      case 1 ->
          new AllowanceLetter(
              insured(surname), DAY.minusDays(200), DAY, allowances(1 + many), DAY, PROOF);
      default ->
          new StatementLetter(
              insured(surname), YearMonth.of(2025, 1 + i % 12), cares(many), DAY, PROOF);
    };
  }

  private static List<Payment> allowances(int count) {
    LocalDate from = LocalDate.of(2026, 1, 5);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Payment(
                    Payment.Kind.ALLOWANCE,
                    "Maladie",
                    from.plusDays(20L * i),
                    from.plusDays(20L * i + 13),
                    from.plusDays(20L * i + 16),
                    44_191,
                    41_230))
        .toList();
  }

  private static List<Payment> cares(int count) {
    LocalDate day = LocalDate.of(2026, 2, 3);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Payment(
                    Payment.Kind.CARE, "Pharmacie " + i, day, day, day.plusDays(3), 1_840, 1_196))
        .toList();
  }

  private static InsuredPerson insured(String surname) {
    return new InsuredPerson(
        1,
        Nir.parse("2840344109528").orElseThrow(),
        surname,
        "Marie Éléonore",
        "19840317",
        address(1),
        "44000",
        "Régime général",
        "Caisse de démonstration",
        DAY.minusDays(1),
        DAY,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of());
  }

  private static List<String> address(int i) {
    return List.of("Appartement " + i, "12 bis rue de l’Île-d’Yeu", "44000 NANTES");
  }

  private static List<Person> people(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> person("ENFANT " + i, "Zoé")).toList();
  }

  private static Person person(String surname, String givenNames) {
    return new Person(
        surname,
        givenNames,
        "284034410952812",
        "17/03/1984",
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2026, 12, 31));
  }

  private static Attestation attestation(String surname, List<Person> others) {
    return new Attestation(
        new UUID(1, 2),
        CODE,
        URL,
        DAY,
        person(surname, "Marie Éléonore"),
        others,
        "Caisse de démonstration",
        "Régime général",
        others.size() % 2 == 0 ? Optional.of("Affection de longue durée") : Optional.empty(),
        Optional.of("Dr Anne MARTIN"));
  }
}
