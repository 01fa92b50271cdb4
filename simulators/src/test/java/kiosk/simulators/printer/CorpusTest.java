package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kiosk.devices.link.Bytes;
import kiosk.simulators.paper.PrintedTicket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents as other people's encoders write them; `MANIFEST.tsv` beside the files says what the
/// paper must show.
class CorpusTest {

  private static final String QR = "https://exemple.invalid/v/7F3A92C1?k=Q2xlRGVUZXN0";

  private static final String SMALL = "Minuscules : à â ä ç é è ê ë î ï ô ö ù û ü ÿ æ";
  private static final String LARGE = "Majuscules : À Â Ä Ç É È Ê Ë Î Ï Ô Ö Ù Û Ü";
  private static final String SIGNS = "Signes : € « » ° § µ ’ … – — ² ³ ½";

  static Stream<Arguments> documents() {
    return Stream.of(coffee(), byHand(), rpe()).flatMap(documents -> documents);
  }

  private static Stream<Arguments> coffee() {
    return Stream.of(
        document(
            "coffee-01-accents-wpc1252",
            SMALL + " œ " + LARGE + " Ÿ Æ Œ " + SIGNS,
            "L'été dernier, Zoé a reçu 1 234,56 € à Cœur-d’Île."),
        document(
            "coffee-02-accents-cp858",
            SMALL + " ? " + LARGE + " ? Æ ? Signes : € « » ° § µ ? ? ? ? ² ³ ½",
            "L'été dernier, Zoé a reçu 1 234,56 € à C?ur-d?Île."),
        document(
            "coffee-03-styles",
            "GRAS souligné fin souligné épais INVERSÉ x2x3 police B" + " centré droite",
            ""),
        document("coffee-07-raster", "", ""),
        document("coffee-08-graphics", "", ""));
  }

  private static Stream<Arguments> byHand() {
    return Stream.of(
        document("hand-01-fenced-job", "Attestation n° 7F3A", ""),
        document("hand-02-trap-dotted-rule", "", ""),
        document("hand-04-vkp80iii-present-retract", "Document personnel", ""),
        document("hand-05-vkp80-gs-e", "Document personnel", ""),
        document("hand-07-truncated-raster", "debut", ""));
  }

  private static Stream<Arguments> rpe() {
    return Stream.of(
        document(
            "rpe-01-accents-wpc1252",
            SMALL + " œ " + LARGE + " Ÿ Æ Œ " + SIGNS,
            "L'été dernier, Zoé a reçu 1 234,56 € à Cœur-d’Île."),
        document(
            "rpe-02-accents-pc858",
            SMALL + " " + LARGE + " Æ Signes : € « » ° µ ² ³ ½",
            "L'été dernier, Zoé a reçu 1 234,56 €."),
        document(
            "rpe-04-styles",
            "GRAS souligné INVERSÉ double largeur double hauteur x4 police B étroite centré",
            "à droite à gauche italique (ignoré si absent)"),
        document("rpe-05-qr", "", ""),
        document("rpe-08-raster", "", ""),
        document(
            "rpe-11-attestation",
            "ATTESTATION de droits à l’assurance maladie Nom : ÉXEMPLE Prénom : Zoé N° de"
                + " sécurité sociale : 2 99 13 75 999 999 12 Droits ouverts du 01/01/2026 au"
                + " 31/12/2026 Régime général – prise en charge à 100 % : non",
            "Vérification : 7F3A-92C1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void thePaperHasTheWordsOfTheDocument(String file, String words) throws IOException {
    PrintedTicket ticket = Documents.print(file).tickets().getFirst();
    assertThat(ticket.words().strip().replaceAll("\\s+", " ")).isEqualTo(words);
    assertThat(ticket.widthDots()).isEqualTo(file.contains("vkp80") ? 640 : 576);
  }

  @Test
  void eachCutIsATicketOfItsOwn() throws IOException {
    List<PrintedTicket> tickets = Documents.print("coffee-10-cut").tickets();
    assertThat(tickets).extracting(t -> t.words().strip()).containsExactly("un", "deux");
    assertThat(tickets).extracting(PrintedTicket::cut).containsExactly(true, true);
    assertThat(tickets).extracting(PrintedTicket::partial).containsExactly(false, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpe-05-qr", "rpe-11-attestation"})
  void theQrCodeIsListedAndAScannerReadsItFromThePaper(String file) throws Exception {
    PrintedTicket ticket = Documents.print(file).tickets().getFirst();
    assertThat(ticket.codes()).containsExactly(new PrintedTicket.Code("QR", QR));
    assertThat(Documents.scan(ticket)).isEqualTo(QR);
  }

  /// The same logo by GS v 0 and by GS ( L: 384×96 with a border, centred by one encoder.
  @ParameterizedTest
  @CsvSource({"coffee-07-raster, 0", "coffee-08-graphics, 0", "rpe-08-raster, 96"})
  void aPictureIsOnThePaperDotByDot(String file, int left) throws IOException {
    PrintedTicket ticket = Documents.print(file).tickets().getFirst();
    assertThat(Documents.inkOf(ticket, 0))
        .isEqualTo(IntStream.range(left, left + 384).boxed().toList());
    assertThat(Documents.inkOf(ticket, 95))
        .isEqualTo(IntStream.range(left, left + 384).boxed().toList());
    assertThat(Documents.inkOf(ticket, 96)).isEmpty();
    assertThat(Documents.inkOf(ticket, 48)).contains(left, left + 383, left + 250);
  }

  @Test
  void realTimeBytesInsideAPictureAreObeyedAndPrintedAsDots() throws IOException {
    Printed printed = Documents.print("hand-02-trap-dotted-rule");
    assertThat(printed.answers()).hasSize(28).containsOnly(Bytes.ofHex("12"));
    PrintedTicket ticket = printed.tickets().getFirst();
    assertThat(Documents.inkOf(ticket, 0)).hasSize(56).startsWith(3, 13, 23);
    assertThat(ticket.heightDots()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aFencedJobIsAnsweredInItsOrder() throws IOException {
    assertThat(Documents.print("hand-01-fenced-job").answers())
        .containsExactly(
            Bytes.ofHex("10 00 00 0f"),
            Bytes.ofHex("37 22 50 30 30 31 00"),
            Bytes.ofHex("37 22 43 30 30 31 00"),
            Bytes.ofHex("00"));
  }

  @Test
  void aTruncatedPictureSwallowsWhatFollowsUntilTheBuffersAreCleared() throws IOException {
    Printed printed = new Printed();
    printed.receive(Documents.read("hand-07-truncated-raster"));
    printed.receive(Bytes.ofHex("61 62 63 0a"));
    printed.receive(Documents.read("hand-08-clear-buffer"));
    printed.receive(Bytes.ofHex("64 65 66 0a"));
    printed.finish();
    assertThat(printed.tickets().getFirst().words().strip())
        .isEqualToNormalizingWhitespace("debut def");
    assertThat(printed.answers()).containsExactly(Bytes.ofHex("37 25 00"));
  }

  @Test
  void whatThePrinterDoesNotUnderstandIsListed() throws IOException {
    assertThat(Documents.print("rpe-04-styles").tickets().getFirst().unknown())
        .containsExactly("1b3401", "1b3400");
    assertThat(Documents.print("rpe-11-attestation").tickets().getFirst().unknown()).isEmpty();
  }

  /// Rows of the lines of `rpe-04-styles`, by the heights of ESC/POS: 30, 48 and 96 dots.
  @Test
  void stylesHaveTheirSizesOnPaper() throws IOException {
    PrintedTicket ticket = Documents.print("rpe-04-styles").tickets().getFirst();
    // White on black: the top row of the cell is black from end to end, seven cells of 12.
    assertThat(Documents.inkOf(ticket, 60)).isEqualTo(IntStream.range(0, 84).boxed().toList());
    // Underlined: the last row of the cell, eight cells of 12.
    assertThat(Documents.inkOf(ticket, 53)).isEqualTo(IntStream.range(0, 96).boxed().toList());
    // Double width: 14 cells of 24; double height: rows come in pairs.
    assertThat(right(ticket, 90, 114)).isBetween(13 * 24, 14 * 24);
    assertThat(ticket.rows().get(130)).isEqualTo(ticket.rows().get(131));
    // Four times: columns come in fours.
    List<Integer> four = Documents.inkOf(ticket, 200);
    assertThat(four).isNotEmpty();
    assertThat(four.size() % 4).isZero();
  }

  @Test
  void boldIsBlackerThanTheSameLetters() {
    assertThat(ink("1b4501 4d4d4d 0a")).isGreaterThan(ink("4d4d4d 0a"));
    assertThat(ink("1b4d01 4d4d4d 0a")).isLessThan(ink("4d4d4d 0a"));
  }

  @Test
  void initialisingResetsStylesAndPage() {
    PrintedTicket ticket = paper("1b7410 1d2111 1b6101 1b40 e9 0a");
    assertThat(ticket.words()).isEqualToIgnoringWhitespace("Θ");
    assertThat(right(ticket, 0, 24)).isLessThan(12);
  }

  @Test
  void tabsAndPositionsMoveByColumnsAndDots() {
    PrintedTicket ticket = paper("4d 09 4d 1b242c01 4d 0a");
    assertThat(ticket.words()).isEqualToIgnoringWhitespace("M M M");
    List<Integer> ink = Documents.inkOf(ticket, 12);
    assertThat(ink).anyMatch(x -> x >= 96 && x < 108).anyMatch(x -> x >= 300 && x < 312);
  }

  private static Arguments document(String file, String words, String more) {
    return Arguments.of(file, (words + " " + more).strip());
  }

  private static int ink(String hex) {
    PrintedTicket ticket = paper(hex);
    return IntStream.range(0, ticket.heightDots())
        .map(y -> Documents.inkOf(ticket, y).size())
        .sum();
  }

  private static PrintedTicket paper(String hex) {
    Printed printed = new Printed();
    printed.receive(Bytes.ofHex(hex));
    printed.finish();
    return printed.tickets().getFirst();
  }

  private static int right(PrintedTicket ticket, int from, int to) {
    return IntStream.range(from, to)
        .flatMap(y -> Documents.inkOf(ticket, y).stream().mapToInt(Integer::intValue))
        .max()
        .orElse(-1);
  }
}
