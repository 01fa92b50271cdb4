package kiosk.devices.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import org.junit.jupiter.api.Test;

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
      assertThat(link.read(buffer, 0, 8, SOON)).isZero();
      link.write(new byte[] {1, 2}, SOON);
      assertThat(link.read(buffer, 0, 8, SOON)).isEqualTo(3);
      link.write(new byte[] {6}, SOON);
      assertThat(replayed.atEnd()).isTrue();
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
}
