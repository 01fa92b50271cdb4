package kiosk.simulators.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import kiosk.devices.link.ReplayedLink;
import org.junit.jupiter.api.Test;

/// What is kept of a line, and what of it is recorded.
class LineTapTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final LineTap tap = LineTap.ofReader();

  @Test
  void whatTheDeviceSaysComesInAndIsToldOnce() throws LinkException {
    say(plugged(2), 2);
    assertThat(tap.since(0)).map(Passed::number).containsExactly(1L, 2L);
    assertThat(tap.since(1)).hasSize(1);
    assertThat(tap.since(1).getFirst().direction()).isEqualTo(Direction.IN);
    assertThat(tap.since(1).getFirst().said()).hasToString("movement card in");
    assertThat(tap.since(2)).isEmpty();
  }

  @Test
  void onlyTheLastThingsAreKept() throws LinkException {
    say(plugged(LineTap.KEPT + 5), LineTap.KEPT + 5);
    assertThat(tap.since(0)).hasSize(LineTap.KEPT);
    assertThat(tap.since(0).getFirst().number()).isEqualTo(6);
  }

  @Test
  void nothingIsRecordedUnlessAskedForAndNothingIsKeptOnceForgotten() throws LinkException {
    ByteLink line = plugged(3);
    say(line, 1);
    assertThat(tap.state()).isEqualTo(new LineTap.State(false, 0));
    tap.record();
    say(line, 1);
    tap.stop();
    say(line, 1);
    assertThat(tap.state()).isEqualTo(new LineTap.State(false, 1));
    assertThat(tap.recorded().getFirst().direction()).isEqualTo(Direction.IN);
    tap.forget();
    assertThat(tap.recorded()).isEmpty();
  }

  @Test
  void aRecordBeginsAnewWhenTheLineIsPluggedInAndTheOldLineIsHeardNoMore() throws LinkException {
    ByteLink before = plugged(2);
    tap.record();
    say(before, 1);
    ByteLink now = plugged(1);
    assertThat(tap.state()).isEqualTo(new LineTap.State(true, 0));
    say(before, 1);
    assertThat(tap.state().passages()).isZero();
    say(now, 1);
    assertThat(tap.state().passages()).isEqualTo(1);
  }

  @Test
  void aRecordThatNobodyEndsIsEnded() throws LinkException {
    tap.record();
    ByteLink line = plugged(LineTap.LONGEST_RECORD + 1);
    say(line, LineTap.LONGEST_RECORD + 1);
    assertThat(tap.state()).isEqualTo(new LineTap.State(false, LineTap.LONGEST_RECORD));
  }

  /// A line that takes so many movements.
  private ByteLink plugged(int movements) {
    Passage movement = new Passage(0, Direction.OUT, Bytes.of(TwinFrame.movement(true)));
    return tap.watch(new ReplayedLink(Stream.generate(() -> movement).limit(movements).toList()));
  }

  private static void say(ByteLink line, int movements) throws LinkException {
    for (int i = 0; i < movements; i++) {
      line.write(TwinFrame.movement(true), SOON);
    }
  }
}
