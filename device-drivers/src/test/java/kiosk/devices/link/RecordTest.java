package kiosk.devices.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A conversation on a line can be kept and played back.
class RecordTest {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final List<Passage> RECORD =
      List.of(
          new Passage(0, Direction.OUT, Bytes.ofHex("01 02")),
          new Passage(1, Direction.IN, Bytes.ofHex("03 04 05")),
          new Passage(2, Direction.OUT, Bytes.ofHex("06")));

  @Test
  void aRecordIsPlayedBackAndRecordsAsItself() throws LinkException {
    List<Passage> again = new ArrayList<>();
    ReplayedLink replayed = new ReplayedLink(RECORD);
    try (ByteLink link = new RecordingLink(replayed, again::add)) {
      byte[] buffer = new byte[8];
      assertThat(link.read(buffer, 0, 8, Duration.ZERO)).isZero();
      link.write(new byte[] {1, 2}, SOON);
      assertThat(link.read(buffer, 0, 8, SOON)).isEqualTo(3);
      link.write(new byte[] {6}, SOON);
      assertThat(replayed.left()).isZero();
    }
    assertThat(again)
        .map(passage -> passage.direction() + " " + passage.bytes().hex())
        .containsExactly("OUT 01 02", "IN 03 04 05", "OUT 06");
  }

  @Test
  void whatWasNeverWrittenEndsThePlay() {
    ByteLink link = new ReplayedLink(RECORD);
    assertThatThrownBy(() -> link.write(new byte[] {1, 9}, SOON))
        .isInstanceOf(LinkException.class)
        .hasMessage("something else was written here");
  }

  @Test
  void aRecordIsTextAndBack() {
    List<Passage> record =
        List.of(
            new Passage(5_000_000, Direction.OUT, Bytes.ofHex("01 02")),
            new Passage(1_239_000_000, Direction.IN, Bytes.ofHex("ff")));
    String text = RecordText.write(record);
    assertThat(text).isEqualTo("    0.000 <- 01 02\n    1.234 -> ff\n");
    assertThat(RecordText.read(text))
        .containsExactly(
            new Passage(0, Direction.OUT, Bytes.ofHex("01 02")),
            new Passage(1_234_000_000, Direction.IN, Bytes.ofHex("ff")));
  }

  @Test
  void aPassageMayBeAsLongAsABuffer() {
    List<Passage> record = List.of(new Passage(0, Direction.OUT, Bytes.of(new byte[100_000])));
    assertThat(RecordText.read(RecordText.write(record))).isEqualTo(record);
  }

  @Test
  void theLogOfAnotherProgramIsReadToo() throws IOException {
    try (InputStream log =
        RecordTest.class.getResourceAsStream("/kiosk/devices/ccid/gempc-twin-pcscd-session.log")) {
      assertThat(log).isNotNull();
      List<Passage> record =
          RecordText.read(new String(log.readAllBytes(), StandardCharsets.US_ASCII));
      assertThat(record).hasSize(59);
      assertThat(record.getFirst())
          .isEqualTo(
              new Passage(
                  74_000_000,
                  Direction.OUT,
                  Bytes.ofHex("03 06 6b 01 00 00 00 00 00 00 00 00 02 6d")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.000 <- ", "0.000 01", "<- 01", "0.000 <- 0", "0.000 <- 01 Marie"})
  void aRowThatMakesNoSenseIsNamedAndNotQuoted(String row) {
    assertThatThrownBy(() -> RecordText.read("0.000 -> 01\n" + row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 2 is no passage");
  }
}
