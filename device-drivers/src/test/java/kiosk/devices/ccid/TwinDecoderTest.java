package kiosk.devices.ccid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The framing of the GemPC Twin: bytes of a real peer, damage, and a million mutated frames.
class TwinDecoderTest {

  private static final int STREAMS = 2_000;
  private static final int MUTATED_FRAMES = 1_000_000;

  /// Each line of a session between pcscd 1.9.9 with libccid 1.5.2 and a reader, as recorded.
  @Test
  void everyRecordedFrameIsReadAndWrittenBackAsItWas() throws IOException {
    List<byte[]> frames = recordedFrames();
    assertThat(frames).hasSize(59);
    for (byte[] frame : frames) {
      List<TwinSignal> signals = decode(frame);
      assertThat(signals).hasSize(1);
      assertThat(signals.getFirst()).isInstanceOf(TwinSignal.Frame.class);
      CcidMessage message = ((TwinSignal.Frame) signals.getFirst()).message();
      assertThat(TwinFrame.encode(message)).isEqualTo(frame);
    }
  }

  /// The first two are seen on the wire of libccid 1.5.2; the others follow its description of the
  /// wire (LudovicRousseau/CCID 1.5.2, `src/ccid_serial.c`).
  @ParameterizedTest
  @CsvSource({
    "03 06 65 00 00 00 00 00 02 00 00 00 62, 65 slot 0 seq 02 00 00 00 (0 bytes)",
    "03 06 81 00 00 00 00 00 02 01 00 00 87, 81 slot 0 seq 02 01 00 00 (0 bytes)",
    "03 06 80 02 00 00 00 00 18 00 00 00 61 13 ed, 80 slot 0 seq 18 00 00 00 (2 bytes)"
  })
  void aFrameMeansItsHeaderAndData(String hex, String meaning) {
    assertThat(decode(Bytes.ofHex(hex).toArray()))
        .singleElement()
        .extracting(signal -> ((TwinSignal.Frame) signal).message().toString())
        .isEqualTo(meaning);
  }

  @Test
  void rawBytesBetweenFramesMeanMovementsTimeRequestsAndRefusals() {
    assertThat(decode(Bytes.ofHex("50 02 50 03 80 FF 03 15 16 41").toArray()))
        .containsExactly(
            new TwinSignal.Movement(false),
            new TwinSignal.Movement(true),
            new TwinSignal.TimeRequest(),
            new TwinSignal.TimeRequest(),
            new TwinSignal.Nak(),
            new TwinSignal.Damage(TwinSignal.Kind.STRAY));
  }

  @Test
  void aStrayByteOrAStrayStartBeforeAFrameDoesNotCostTheFrame() {
    for (String stray : List.of("41", "03", "03 03", "00", "03 41")) {
      byte[] bytes = Bytes.ofHex(stray + "03 06 81 00000000 00 02 01 00 00 87").toArray();
      assertThat(decode(bytes).getLast()).as(stray).isInstanceOf(TwinSignal.Frame.class);
    }
  }

  @Test
  void theDecoderUnderstandsEveryStreamAsItWasMeant() {
    assertThat(misunderstood(TwinDecoderTest::decode)).isZero();
  }

  @Test
  void everyPlantedBugIsCaught() {
    assertThat(misunderstood(PlantedBug::sound)).isZero();
    List<PlantedBug> caught =
        Arrays.stream(PlantedBug.values()).filter(bug -> misunderstood(bug::decode) > 0).toList();
    assertThat(caught)
        .as("caught %d of %d", caught.size(), PlantedBug.values().length)
        .containsExactly(PlantedBug.values());
  }

  @Test
  void aMillionMutatedFramesNeverHangNorCrashAndTheNextFrameIsReadAgain() throws IOException {
    Random random = new Random(20_261_121);
    List<byte[]> frames = recordedFrames();
    byte[] good =
        TwinFrame.encode(CcidMessage.command(MessageType.GET_SLOT_STATUS, 7, 0, Bytes.EMPTY));
    TwinDecoder decoder = new TwinDecoder();
    int signals = 0;
    for (int i = 0; i < MUTATED_FRAMES; i++) {
      byte[] frame = mutate(frames.get(random.nextInt(frames.size())), random);
      for (byte b : frame) {
        signals += decoder.accept(b & 0xFF).isPresent() ? 1 : 0;
      }
      // What a driver does after a silence.
      decoder.reset();
      if (i % 1000 == 0) {
        assertThat(decode(decoder, good)).singleElement().isInstanceOf(TwinSignal.Frame.class);
      }
    }
    assertThat(signals).isGreaterThan(MUTATED_FRAMES / 2);
  }

  /// How many of many streams are not understood as they were meant, however they are cut.
  private static long misunderstood(Function<byte[], List<TwinSignal>> decoder) {
    Random random = new Random(42);
    long wrong = 0;
    for (int i = 0; i < STREAMS; i++) {
      Streams.Stream stream = Streams.of(random);
      wrong += decoder.apply(stream.bytes().toArray()).equals(stream.meaning()) ? 0 : 1;
    }
    return wrong;
  }

  private static List<TwinSignal> decode(byte[] bytes) {
    return decode(new TwinDecoder(), bytes);
  }

  private static List<TwinSignal> decode(TwinDecoder decoder, byte[] bytes) {
    List<TwinSignal> signals = new ArrayList<>();
    for (byte b : bytes) {
      decoder.accept(b & 0xFF).ifPresent(signals::add);
    }
    return signals;
  }

  private static byte[] mutate(byte[] frame, Random random) {
    byte[] mutated =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(frame, random.nextInt(frame.length + 1));
          case 1 -> Arrays.copyOf(frame, frame.length + random.nextInt(8));
          default -> frame.clone();
        };
    for (int changes = random.nextInt(4); changes > 0 && mutated.length > 0; changes--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
    }
    return mutated;
  }

  private static List<byte[]> recordedFrames() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            TwinDecoderTest.class.getResourceAsStream("gempc-twin-pcscd-session.log"))) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> Bytes.ofHex(line.substring(line.indexOf("03 06"))).toArray())
          .toList();
    }
  }
}
