package kiosk.server.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Attestation.Person;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/// The attestation as others read it.
final class AttestationPdfTest {

  private static final Path SHOWN = Path.of("target/attestations");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);
  private static final String URL = "https://exemple.test/verifier/7K3M-9QXW-2HRT";

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

  private final AttestationPdf pen = new AttestationPdf();

  @Test
  void twentyAttestationsOfVariedPeopleAreArchivesThatEverybodyCanRead() throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    Random random = new Random(20);
    Files.createDirectories(SHOWN);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] pdf = pen.draw(varied(random, i), address(i));
      Files.write(SHOWN.resolve("attestation-%02d.pdf".formatted(i)), pdf);
      for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
        failures.addAll(faults(pdf, flavour));
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void theCheckerSeesAFileWithoutTags() throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    byte[] pdf = pen.draw(varied(new Random(1), 1), address(1));
    byte[] broken;
    try (PDDocument document = Loader.loadPDF(pdf)) {
      document.getDocumentCatalog().getMarkInfo().setMarked(false);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      broken = out.toByteArray();
    }
    assertThat(faults(broken, PDFAFlavour.PDFUA_1)).isNotEmpty();
  }

  @Test
  void s1_itSaysWhoHasWhichRightsAndHowToVerifyIt() throws Exception {
    byte[] pdf = pen.draw(varied(new Random(3), 3), address(3));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document).replace('\u00a0', ' ');
      assertThat(text)
          .contains("Attestation de droits à l’Assurance Maladie")
          .contains("2 84 03 44 109 528 12")
          .contains("du 01/01/2026 au 31/12/2026")
          .contains("20 mars 2026")
          .contains("7K3M-9QXW-2HRT")
          .contains("Dr Anne MARTIN");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr-FR");
    }
  }

  @Test
  void manyBeneficiariesGoOnOverThePage() throws Exception {
    byte[] pdf = pen.draw(attestation("DURAND", people(24)), address(2));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
      assertThat(new PDFTextStripper().getText(document)).contains("ENFANT 1", "ENFANT 24");
    }
  }

  @Test
  void aCharacterTheFontLacksIsReplacedAndNothingFails() throws Exception {
    byte[] pdf = pen.draw(attestation("A\u0000\r\n\u202E😀漢Ứ", List.of()), List.of("\t"));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document)).contains("??");
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

  private static Attestation varied(Random random, int i) {
    return attestation(SURNAMES.get(i % SURNAMES.size()), people(i % 7 + random.nextInt(2)));
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
        "7K3M-9QXW-2HRT",
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
