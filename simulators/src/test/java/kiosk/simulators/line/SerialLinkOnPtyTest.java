package kiosk.simulators.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.profile.PrinterProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real serial link against a pseudo-terminal: what a driver may count on.
class SerialLinkOnPtyTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int LINES = 16;

  @TempDir Path folder;
  private Path path;
  private Pty device;
  private LinkOpener opener;

  @BeforeEach
  void plug() {
    path = folder.resolve("tty");
    device = Pty.open(path);
    opener = SerialLink.opener(path, LineSettings.GEMPC_TWIN);
  }

  @AfterEach
  void unplug() {
    device.close();
  }

  @Test
  void everyByteValuePassesBothWays() throws LinkException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (ByteLink link = opener.open()) {
      link.write(all, SOON);
      assertThat(read(device, 256)).isEqualTo(all);
      device.write(all, SOON);
      assertThat(read(link, 256)).isEqualTo(all);
    }
  }

  /// A pseudo-terminal has neither wire: nothing says that it can take bytes.
  @ParameterizedTest
  @CsvSource({"xon-xoff, true", "rts-cts, false", "dtr-dsr, false"})
  void aWireIsLookedAtAndNeverLeftToTheKernel(String flow, boolean clear) throws LinkException {
    LineSettings settings =
        PrinterProfile.find("epson-tm")
            .orElseThrow()
            .with("line.flow", flow, PrinterProfile.Provenance.PROBED)
            .line();
    try (ByteLink link = SerialLink.opener(path, settings).open()) {
      assertThat(device.wantsRtsCts()).isFalse();
      assertThat(link.clearToSend()).isEqualTo(clear);
      link.write(new byte[] {42}, SOON);
      assertThat(read(device, 1)).containsExactly(42);
    }
  }

  @Test
  void aReadWithoutBytesEndsAtItsDeadline() throws LinkException {
    try (ByteLink link = opener.open()) {
      assertThat(link.read(new byte[1], 0, 1, Duration.ofMillis(20))).isZero();
    }
  }

  @Test
  void wakeEndsAWaitingRead() throws Exception {
    try (ByteLink link = opener.open()) {
      CompletableFuture<Integer> read = readInBackground(link);
      link.wake();
      assertThat(read.get(5, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void anUnplugIsSeenWithinHalfASecond() throws Exception {
    try (ByteLink link = opener.open()) {
      CompletableFuture<Integer> read = readInBackground(link);
      device.close();
      assertThat(read)
          .failsWithin(Duration.ofMillis(500))
          .withThrowableThat()
          .havingCause()
          .extracting("reason")
          .isEqualTo(LinkException.Reason.UNPLUGGED);
    }
  }

  @Test
  void aReplugUnderTheSameNameIsFollowedThoughTheDeviceIsAnother() throws Exception {
    // It is there before the first one goes: the kernel cannot give both the same number.
    try (ByteLink first = opener.open();
        Pty another = Pty.open(folder.resolve("another"))) {
      device.close();
      Files.createSymbolicLink(path, Files.readSymbolicLink(another.link()));
      try (ByteLink second = opener.open()) {
        another.write(new byte[] {42}, SOON);
        assertThat(read(second, 1)).containsExactly(42);
      }
      assertThatThrownBy(() -> first.write(new byte[1], SOON)).isInstanceOf(LinkException.class);
    }
  }

  @Test
  void aMissingPortIsAbsent() {
    device.close();
    assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThatThrownBy(opener::open).extracting("reason").isEqualTo(LinkException.Reason.ABSENT);
  }

  @Test
  void aPortHeldByAnotherIsBusy() throws LinkException {
    try (ByteLink link = opener.open()) {
      assertThat(link).isNotNull();
      assertThatThrownBy(opener::open)
          .hasMessageEndingWith("does not open: is another program using it?")
          .extracting("reason")
          .isEqualTo(LinkException.Reason.BUSY);
    }
  }

  @Test
  void aWriteThatNobodyTakesEndsAtItsDeadline() throws LinkException {
    byte[] much = new byte[1 << 20];
    try (ByteLink link = opener.open()) {
      assertThatThrownBy(() -> link.write(much, Duration.ofMillis(200)))
          .extracting("reason")
          .isEqualTo(LinkException.Reason.WRITE_TIMEOUT);
    }
  }

  @Test
  void closeFreesABlockedReader() throws Exception {
    ByteLink link = opener.open();
    CompletableFuture<Integer> read = readInBackground(link);
    link.close();
    assertThat(read)
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .extracting("reason")
        .isEqualTo(LinkException.Reason.CLOSED);
  }

  /// A close that does not wait for the last read loses a byte at about one link in a hundred, and
  /// once in some ten thousand it kills this program.
  @Test
  void aLinkThatIsClosedTakesNoByteFromTheNext() {
    try (ExecutorService lines = Executors.newFixedThreadPool(LINES)) {
      List<Future<?>> all =
          IntStream.range(0, LINES)
              .<Future<?>>mapToObj(line -> lines.submit(() -> openAndCloseOften(line)))
              .toList();
      assertThat(all).allSatisfy(line -> assertThat(line).succeedsWithin(Duration.ofSeconds(60)));
    }
  }

  private Void openAndCloseOften(int line) throws LinkException {
    Path port = folder.resolve("line-" + line);
    try (Pty end = Pty.open(port)) {
      for (int i = 0; i < 100; i++) {
        byte sent = (byte) i;
        try (ByteLink next = SerialLink.opener(port, LineSettings.GEMPC_TWIN).open()) {
          end.write(new byte[] {sent}, SOON);
          assertThat(read(next, 1)).as("by link %d", i).containsExactly(sent);
          end.write(new byte[] {sent}, SOON);
        }
      }
    }
    return null;
  }

  private static CompletableFuture<Integer> readInBackground(ByteLink link) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return link.read(new byte[1], 0, 1, Duration.ofSeconds(60));
          } catch (LinkException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static byte[] read(ByteLink link, int length) throws LinkException {
    byte[] bytes = new byte[length];
    int got = 0;
    long deadline = System.nanoTime() + SOON.toNanos();
    while (got < length && System.nanoTime() < deadline) {
      got += link.read(bytes, got, length - got, SOON);
    }
    assertThat(got).isEqualTo(length);
    return bytes;
  }
}
