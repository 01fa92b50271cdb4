package kiosk.devices.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.Wrapping;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Provenance;
import kiosk.devices.ticket.Ticket.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketLayoutTest {

  private static final PrinterProfile EPSON = PrinterProfile.find("epson-tm").orElseThrow();
  private static final String LONG_NAME =
      "DE LA ROCHEFOUCAULD-MONTBEL DE SAINT-VALLIER Marie-Françoise Anne-Sophie Łucja";

  @Test
  void aFullAttestationOfThreePersonsTakesAtMostTwoThousandBytes() {
    assertThat(new Payload(TicketLayout.of(attestation(false), EPSON)).length()).isLessThan(2000);
    assertThat(new Payload(TicketLayout.of(attestation(true), EPSON)).length()).isLessThan(2000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noLineIsWiderThanThePaperAndNoWordIsLost(boolean large) {
    List<String> lines = lines(TicketLayout.of(attestation(large), EPSON));
    assertThat(lines).allMatch(line -> line.length() <= (large ? 24 : 42));
    String paper = String.join(" ", lines).replaceAll("\\s+", " ");
    assertThat(paper)
        .contains("Assuré(e)", "Affection de longue durée", "scannez", "36 46")
        .contains("ROCHEFOUCAULD-MONTBEL")
        .contains("Lucja");
  }

  @Test
  void factsStandInTwoColumnsAndALongValueGoesOnBelowItself() {
    Ticket ticket =
        new Ticket(
            List.of(
                new Block.Fact("Régime", "Régime général"),
                new Block.Fact("Organisme", "Caisse de démonstration de Loire-Atlantique")),
            false);
    assertThat(lines(TicketLayout.of(ticket, EPSON)))
        .containsExactly(
            "Régime           Régime général",
            "Organisme        Caisse de démonstration",
            "                 de Loire-Atlantique");
  }

  @Test
  void aWordLongerThanALineIsBrokenAndWhole() {
    String word = "x".repeat(100);
    assertThat(String.join("", Wrapping.lines(word, 42))).isEqualTo(word);
    assertThat(Wrapping.lines("", 42)).containsExactly("");
  }

  @Test
  void nothingAPersonIsCalledCanCommandThePrinter() {
    Ticket ticket =
        new Ticket(
            List.of(
                new Block.Paragraph("A\u001B@\u001DV\u0000\u0010\u0004\u0001B", false),
                new Block.QrCode("C\u0010\u0005\u0002D", "\u0010\u0014\u0008")),
            false);
    Payload payload = new Payload(TicketLayout.of(ticket, EPSON));
    assertThat(payload.holdsRealtime()).isFalse();
    assertThat(lines(TicketLayout.of(ticket, EPSON))).contains("A@VB");
  }

  @Test
  void thePageIsChosenAfterTheInitialisationThatWouldLoseIt() {
    List<EscPosCommand> commands = TicketLayout.of(attestation(false), EPSON);
    assertThat(commands.getFirst()).isEqualTo(new EscPosCommand.Initialize());
    assertThat(commands).filteredOn(EscPosCommand.Initialize.class::isInstance).hasSize(1);
    assertThat(commands)
        .contains(
            new EscPosCommand.CodePage(16),
            new EscPosCommand.KanjiOff(),
            new EscPosCommand.NationalSet(0));
  }

  /// A printer may print the data of a symbol that it lacks as text (VKP80III, ROM 7.11).
  @ParameterizedTest
  @CsvSource({"true, UNVERIFIED", "false, PROBED", "false, DOCUMENTED"})
  void nothingGoesIntoACodeThatTheUnitIsNotKnownToDraw(String value, Provenance provenance) {
    PrinterProfile unknown = EPSON.with("symbols.qr", value, provenance);
    List<EscPosCommand> commands = TicketLayout.of(attestation(false), unknown);
    assertThat(commands).noneMatch(EscPosCommand.Symbol.class::isInstance);
    assertThat(lines(commands))
        .contains("https://exemple.test/verifier/7F3A92C1K0Q2")
        .noneMatch(line -> line.contains("scannez"));
  }

  @Test
  void aUnitWithoutThePageGetsLettersThatEveryPageHas() {
    PrinterProfile without = EPSON.with("text.wpc1252", "false", Provenance.PROBED);
    List<EscPosCommand> commands = TicketLayout.of(attestation(false), without);
    assertThat(commands).noneMatch(EscPosCommand.CodePage.class::isInstance);
    assertThat(lines(commands))
        .contains("Regime           Regime general")
        .allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
  }

  @Test
  void piecesForTheLineAreSmallAndEndBetweenCommands() {
    Payload payload = new Payload(TicketLayout.of(attestation(false), EPSON));
    int sum = 0;
    while (!payload.allSent()) {
      byte[] piece = payload.next();
      sum += piece.length;
      assertThat(piece.length).isLessThanOrEqualTo(128);
    }
    assertThat(sum).isEqualTo(payload.length()).isEqualTo(payload.sent());
  }

  @Test
  void everyFactOfAProfileSaysWhereItIsKnownFrom() {
    assertThat(EPSON.facts()).containsKeys("paper.widthDots", "line.baud");
    assertThat(PrinterProfile.find("no-such-printer")).isEqualTo(Optional.empty());
    assertThat(PrinterProfile.find("../../secret")).isEqualTo(Optional.empty());
  }

  /// The printed lines in the page's characters.
  private static List<String> lines(List<EscPosCommand> commands) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (EscPosCommand command : commands) {
      if (command instanceof EscPosCommand.Text text) {
        line.append(new String(text.bytes().toArray(), Charset.forName("windows-1252")));
      } else if (command instanceof EscPosCommand.LineFeed) {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
    return lines;
  }

  private static Ticket attestation(boolean large) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Mark("Votre Assurance Maladie"));
    blocks.add(new Block.Title("ATTESTATION DE DROITS"));
    blocks.add(new Block.Fact("Éditée le", "21/11/2026"));
    for (String role : List.of("Assuré(e)", "Bénéficiaire", "Bénéficiaire")) {
      blocks.add(new Block.Rule());
      blocks.add(new Block.Paragraph(role, true));
      blocks.add(new Block.Paragraph(LONG_NAME, true));
      blocks.add(new Block.Fact("N° de sécurité sociale", "2 99 13 75 999 999 12"));
      blocks.add(new Block.Fact("Né(e) le", "14/07/1984"));
      blocks.add(new Block.Fact("Droits du", "24/07/2026"));
      blocks.add(new Block.Fact("Droits jusqu’au", "24/07/2027"));
    }
    blocks.add(new Block.Rule());
    blocks.add(new Block.Fact("Régime", "Régime général"));
    blocks.add(new Block.Fact("Organisme", "Caisse de démonstration de Loire-Atlantique"));
    blocks.add(new Block.Fact("Exonération", "Affection de longue durée jusqu’au 31/12/2028"));
    blocks.add(new Block.Fact("Code de vérification", "7F3A-92C1-K0Q2"));
    blocks.add(
        new Block.QrCode(
            "https://exemple.test/verifier/7F3A92C1K0Q2",
            "Pour vérifier cette attestation, scannez ce code."));
    blocks.add(new Block.Paragraph("Besoin d’aide ? Appelez le 36 46.", false));
    return new Ticket(blocks, large);
  }
}
