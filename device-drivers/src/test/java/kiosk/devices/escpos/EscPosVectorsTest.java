package kiosk.devices.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes and their meaning. The bytes come from Epson's "ESC/POS Command Reference" (its examples
/// and formats) or, where marked, from public encoders' output.
class EscPosVectorsTest {

  static Stream<Arguments> commands() {
    return Stream.of(
        vector("1b 40", new EscPosCommand.Initialize()),
        vector("1b 74 10", new EscPosCommand.CodePage(16)),
        vector("1c 2e", new EscPosCommand.KanjiOff()),
        vector("1b 52 00", new EscPosCommand.NationalSet(0)),
        vector("1b 45 01", new EscPosCommand.Bold(true)),
        vector("1b 2d 02", new EscPosCommand.Underline(2)),
        vector("1d 42 01", new EscPosCommand.Inverse(true)),
        vector("1d 21 12", new EscPosCommand.Size(2, 3)),
        vector("1b 4d 01", new EscPosCommand.Face(1)),
        vector("1b 61 01", new EscPosCommand.Align(1)),
        vector("1b 44 08 10 00", new EscPosCommand.TabStops(List.of(8, 16))),
        vector("1b 24 2c 01", new EscPosCommand.MoveTo(300)),
        vector("1b 5c f6 ff", new EscPosCommand.MoveBy(-10)),
        vector("1b 64 05", new EscPosCommand.FeedLines(5)),
        vector("1d 56 42 00", new EscPosCommand.Cut(true, true, 0)),
        vector("1d 56 00", new EscPosCommand.Cut(false, false, 0)),
        vector("1d 28 48 06 00 30 30 50 30 30 31", new EscPosCommand.Fence(ascii("P001"))),
        vector("1d 28 6b 03 00 31 51 30", new EscPosCommand.Symbol2d(49, 81, ascii("0"))),
        vector("1d 28 6b 05 00 31 50 30 41 42", new EscPosCommand.Symbol2d(49, 80, ascii("0AB"))),
        vector("1d 28 6b 03 00 31 52 30", new EscPosCommand.AskSymbolSize(49)),
        vector("1d 28 4c 02 00 30 32", new EscPosCommand.Graphics(50, Bytes.EMPTY)),
        vector("1d 6b 49 03 7b 42 31", new EscPosCommand.Barcode(73, ascii("{B1"))),
        vector("1d 6b 04 41 42 00", new EscPosCommand.Barcode(4, ascii("AB"))),
        vector("1b 2a 21 01 00 ff 00 ff", new EscPosCommand.Columns(33, 1, Bytes.ofHex("ff00ff"))),
        vector("1d 61 0f", new EscPosCommand.AutoStatus(15)),
        vector("1d 72 01", new EscPosCommand.AskSensor(1)),
        vector("1d 67 32 00 b2 00", new EscPosCommand.AskCounter(0xB2)),
        vector("10 04 03", new EscPosCommand.AskStatus(3)),
        vector("10 05 02", new EscPosCommand.Recover(2)),
        vector("1d 65 06", new EscPosCommand.AskMouth()),
        vector("1d e5", new EscPosCommand.AskTally(0xE5)),
        vector("10 14 08 01 03 14 01 06 02 08", new EscPosCommand.ClearBuffers()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void bytesAndCommandsMeanTheSameBothWays(String hex, EscPosCommand command) {
    assertThat(decode(Bytes.ofHex(hex).toArray())).containsExactly(command);
    assertThat(Bytes.of(EscPosEncoder.encode(command))).isEqualTo(Bytes.ofHex(hex));
  }

  @Test
  void aParameterMayBeItsDigitAsTheEncoderEscposCoffeeWritesIt() {
    assertThat(decode(Bytes.ofHex("1b4d30 1b2d32 1b6131 1d5630").toArray()))
        .containsExactly(
            new EscPosCommand.Face(0),
            new EscPosCommand.Underline(2),
            new EscPosCommand.Align(1),
            new EscPosCommand.Cut(false, false, 0));
  }

  @Test
  void aPictureComesRowByRow() {
    assertThat(decode(Bytes.ofHex("1d76 3000 0200 0200 aabb ccdd 0a").toArray()))
        .containsExactly(
            new EscPosCommand.Raster(0, 2, 2),
            new EscPosCommand.RasterRow(Bytes.ofHex("aabb")),
            new EscPosCommand.RasterRow(Bytes.ofHex("ccdd")),
            new EscPosCommand.LineFeed());
  }

  @Test
  void whatNoCommandExplainsIsReportedAndReadingGoesOn() {
    assertThat(decode(Bytes.ofHex("1bff 41 15 1b1d2100 0a").toArray()))
        .containsExactly(
            new EscPosCommand.Unknown(Bytes.ofHex("1bff")),
            new EscPosCommand.Text(ascii("A")),
            new EscPosCommand.Unknown(Bytes.ofHex("15")),
            new EscPosCommand.Unknown(Bytes.ofHex("1b")),
            new EscPosCommand.Size(1, 1),
            new EscPosCommand.LineFeed());
  }

  @Test
  void aRealTimeCommandIsFoundInsideThePictureOfADottedRule() {
    // One dot every ten dots: 10 04 01 00 40.
    byte[] dots = Bytes.ofHex("1d76 3000 0500 0200 1004010040 1004010040").toArray();
    assertThat(RealtimeScanner.foundIn(dots)).isTrue();
    assertThat(RealtimeScanner.foundIn(Bytes.ofHex("1010 04 0a").toArray())).isTrue();
    assertThat(RealtimeScanner.foundIn(Bytes.ofHex("1003 0401").toArray())).isFalse();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        vector("12", new PrinterAnswer.Status(0x12)),
        vector("16", new PrinterAnswer.Status(0x16)),
        vector("7e", new PrinterAnswer.Status(0x7E)),
        vector("14 00 00 0f", new PrinterAnswer.AutoStatus(0x14, 0, 0, 0x0F)),
        vector("0c", new PrinterAnswer.Sensor(0x0C)),
        vector("37 22 50 30 30 31 00", new PrinterAnswer.FencePassed(ascii("P001"))),
        vector("37 25 00", new PrinterAnswer.BuffersCleared()),
        vector(
            "37 36 36 33 1f 36 33 1f 31 1f 30 00",
            new PrinterAnswer.SymbolSize(0x36, 63, 63, true)),
        vector("37 2f 30 1f 30 1f 31 1f 31 00", new PrinterAnswer.SymbolSize(0x2F, 0, 0, false)),
        vector("5f 31 32 33 00", new PrinterAnswer.TextBlock(ascii("123"))),
        vector("13", new PrinterAnswer.Flow(true)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void bytesAndAnswersMeanTheSameBothWays(String hex, PrinterAnswer answer) {
    byte[] bytes = Bytes.ofHex(hex).toArray();
    assertThat(new AnswerDecoder().feed(bytes, 0, bytes.length)).containsExactly(answer);
    assertThat(Bytes.of(AnswerEncoder.encode(answer))).isEqualTo(Bytes.ofHex(hex));
  }

  @Test
  void flowControlAndAutomaticStatusMayStandInsideABlock() {
    byte[] bytes = Bytes.ofHex("37 22 50 13 30 18 11 08 00 00 30 31 00").toArray();
    assertThat(new AnswerDecoder().feed(bytes, 0, bytes.length))
        .containsExactly(
            new PrinterAnswer.Flow(true),
            new PrinterAnswer.Flow(false),
            new PrinterAnswer.AutoStatus(0x18, 8, 0, 0),
            new PrinterAnswer.FencePassed(ascii("P001")));
  }

  @Test
  void anAutomaticStatusThatLostAByteIsNoiseAndTheNextAnswerIsHeard() {
    byte[] bytes = Bytes.ofHex("14 00 12").toArray();
    assertThat(new AnswerDecoder().feed(bytes, 0, bytes.length))
        .containsExactly(
            new PrinterAnswer.Noise(Bytes.ofHex("1400")), new PrinterAnswer.Status(0x12));
  }

  private static List<EscPosCommand> decode(byte[] bytes) {
    List<EscPosCommand> commands = new ArrayList<>();
    new EscPosDecoder(commands::add).feed(bytes, 0, bytes.length);
    return commands;
  }

  private static Arguments vector(String hex, Object meaning) {
    return Arguments.of(hex, meaning);
  }

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
