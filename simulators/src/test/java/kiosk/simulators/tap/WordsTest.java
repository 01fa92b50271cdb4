package kiosk.simulators.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.RecordText;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes of real drivers and of other people's documents, in words; what may be a person's stands
/// apart from all else.
class WordsTest {

  /// The carte Vitale's application, as the recorded driver selects it.
  private static final String AID = "d2 50 00 00 02 56 49 54 41 4c 45";

  @Test
  void theRecordedSessionOfARealDriverIsNamedCommandByCommand() throws IOException {
    byte[] log = resource("/kiosk/simulators/cardreader/gempc-twin-pcscd-session.log");
    List<Said> said = new ArrayList<>();
    TwinWords words = new TwinWords();
    RecordText.read(new String(log, StandardCharsets.US_ASCII))
        .forEach(passage -> said.addAll(words.hear(passage)));
    assertThat(said)
        .map(Said::toString)
        .startsWith("Escape 02 #0", "echo Escape #0")
        .contains(
            "echo GetSlotStatus #2",
            "Escape error 0A #4",
            "IccPowerOn #8",
            "DataBlock ATR 3b 75 13 00 00 44 09 ea 90 00 #8",
            "XfrBlock PPS ff 10 13 fc #16",
            "DataBlock PPS ff 10 13 fc #16",
            "SetParameters T=0 13 00 00 0a 00 #17",
            "XfrBlock SELECT 00 a4 04 00 0b #24",
            "DataBlock 6113 (0 bytes) #24",
            "XfrBlock READ BINARY 00 b0 82 00 00 #25");
    assertThat(said).contains(new Said("XfrBlock SELECT", "00 a4 04 00 0b #24", AID));
    assertThat(said).map(Said::toString).noneMatch(text -> text.contains("d2 50"));
  }

  @Test
  void dataOfACardMayBeAPersonsAndItsStatusWordMayNot() {
    TwinWords words = new TwinWords();
    words.hear(out("03 06 6f 05 00 00 00 00 01 00 00 00 00 b0 81 00 03 5c"));
    assertThat(words.hear(in("03 06 80 05 00 00 00 00 01 00 00 00 41 4e 47 90 00 59")))
        .containsExactly(new Said("DataBlock", "9000 (3 bytes) #1", "41 4e 47"));
  }

  @Test
  void whatGoesWrongOnAReadersLineIsNamed() {
    TwinWords words = new TwinWords();
    assertThat(words.hear(in("50 03 50 02 03 15 16 c0 41")))
        .map(Said::toString)
        .containsExactly(
            "movement card in", "movement card out", "NAK", "time request", "damage stray");
    assertThat(words.hear(in("03 06 81 00 00"))).isEmpty();
    Passage later = new Passage(300_000_000, Direction.IN, Bytes.ofHex("50 03"));
    assertThat(words.hear(later))
        .map(Said::toString)
        .containsExactly("damage a frame that stopped in the middle", "movement card in");
  }

  @Test
  void commandsAndAnswersOfAPrinterAreNamed() {
    PrinterWords words = new PrinterWords(false);
    assertThat(words.hear(out("1b 40 1b 74 10 5a 6f e9 0a 1d 28 48 06 00 30 30 41 42 43 44")))
        .containsExactly(
            new Said("Initialize", "", ""),
            new Said("Code page", "page=16", ""),
            new Said("Text", "bytes=3 bytes", "Zoé"),
            new Said("Line feed", "", ""),
            new Said("Fence", "id=4 bytes", ""));
    assertThat(words.hear(out("10 04 04"))).map(Said::name).containsExactly("Ask status");
    assertThat(words.hear(in("7e 37 22 41 42 43 44 00 13 11 14 08 00 0f")))
        .map(Said::toString)
        .containsExactly(
            "Status 4: paper near its end, paper out",
            "Fence passed ABCD",
            "XOFF",
            "XON",
            "Auto status cutter");
  }

  @Test
  void theCustomsFullStatusIsNamed() {
    PrinterWords words = new PrinterWords(true);
    assertThat(words.hear(in("10 0f 20 04 40 00 31 32 63 75 74 73")))
        .map(Said::toString)
        .containsExactly("Full status ticket in the output, spooling, paper jam", "Tally 12cuts");
  }

  @Test
  void aRealTimeCommandInsideAPictureIsToldAsWhatItIs() throws IOException {
    Passage document = new Passage(0, Direction.OUT, Bytes.of(corpus("hand-02-trap-dotted-rule")));
    assertThat(new PrinterWords(false).hear(document))
        .map(Said::toString)
        .filteredOn(text -> text.endsWith("inside other data"))
        .hasSize(28)
        .containsOnly("Ask status which=1 inside other data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpe-11-attestation", "rpe-05-qr", "hand-01-fenced-job"})
  void nothingThatMayBeAPersonsStandsInANameOrADetail(String document) throws IOException {
    byte[] bytes = corpus(document);
    PrinterWords words = new PrinterWords(false);
    List<Said> said = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += 16) {
      Bytes piece = Bytes.of(bytes, from, Math.min(bytes.length, from + 16));
      said.addAll(words.hear(new Passage(0, Direction.OUT, piece)));
    }
    List<String> personal =
        said.stream().map(Said::personal).map(String::strip).filter(s -> s.length() > 3).toList();
    assertThat(personal).isNotEmpty();
    assertThat(said)
        .map(Said::toString)
        .noneMatch(text -> personal.stream().anyMatch(text::contains));
  }

  private static Passage out(String hex) {
    return new Passage(0, Direction.OUT, Bytes.ofHex(hex));
  }

  private static Passage in(String hex) {
    return new Passage(0, Direction.IN, Bytes.ofHex(hex));
  }

  private static byte[] corpus(String name) throws IOException {
    return resource("/escpos/" + name + ".bin");
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream file = Objects.requireNonNull(WordsTest.class.getResourceAsStream(path))) {
      return file.readAllBytes();
    }
  }
}
