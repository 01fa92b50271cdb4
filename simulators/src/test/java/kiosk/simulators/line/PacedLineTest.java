package kiosk.simulators.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import kiosk.devices.link.LinkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A paced line is never faster than the line that it stands for; how little slower it is, the
/// bench shows.
class PacedLineTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void aByteTakesElevenBitsAtTwoStopBitsAndTenAtOne() {
    assertThat(LineRate.READER_115200_8N2.nanosFor(115_200)).isEqualTo(11_000_000_000L);
    assertThat(LineRate.of8n1(9600).nanosFor(960)).isEqualTo(1_000_000_000L);
    assertThat(LineRate.UNPACED.nanosFor(1_000_000)).isZero();
  }

  @Test
  void asManyBytesAreDueAsHaveHadTheirTime() {
    LineRate rate = LineRate.READER_115200_8N2;
    for (int bytes = 1; bytes < 300; bytes++) {
      assertThat(rate.bytesIn(rate.nanosFor(bytes), 1000)).isEqualTo(bytes);
      assertThat(rate.bytesIn(rate.nanosFor(bytes) - 1000, 1000)).isEqualTo(bytes - 1);
    }
  }

  @Test
  void receivingIsNotFasterThanTheLine() throws LinkException {
    LineRate rate = LineRate.READER_115200_8N2;
    try (Pty near = Pty.open(folder.resolve("a"));
        PacedLine line = new PacedLine(near, rate)) {
      Libc.write(
          Libc.open(near.link().toString(), Libc.O_RDWR | Libc.O_NOCTTY), new byte[500], 0, 500);
      long begin = System.nanoTime();
      int got = 0;
      while (got < 500) {
        got += line.read(new byte[500], 0, 500, SOON);
      }
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(rate.nanosFor(500) - 1000);
    }
  }

  @Test
  void sendingEndsWhenTheLastBitIsOver() throws LinkException {
    LineRate rate = LineRate.of8n1(38_400);
    try (Pty near = Pty.open(folder.resolve("a"));
        PacedLine line = new PacedLine(near, rate)) {
      long begin = System.nanoTime();
      line.write(new byte[200], SOON);
      line.write(new byte[200], SOON);
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(rate.nanosFor(400) - 1000);
    }
  }
}
