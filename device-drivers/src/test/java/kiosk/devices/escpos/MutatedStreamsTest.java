package kiosk.devices.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// A million streams with bytes changed, lost, doubled and cut, for each direction. The seed is
/// fixed: a failure comes again.
class MutatedStreamsTest {

  private static final int STREAMS = 1_000_000;

  private static final List<Bytes> COMMANDS =
      List.of(
          Bytes.ofHex("1b40 1c2e 1b5200 1b7410 1b6101 1d2111 41424344 1d2100 0a 1b6405 1d564200"),
          Bytes.ofHex("1d286b0400314132 00 1d286b03003143 06 1d286b07003150304142 4344"),
          Bytes.ofHex("1d7630000300 0400 ff00ff 100401 004010 ffffff 0a 1b2a210200 aabbccddeeff"),
          Bytes.ofHex("1b4408101800 09 41 09 42 0a 1d6b0431323300 1d6b4904 7b424142 0a 100401"),
          Bytes.ofHex(
              "1d284c0c003070300101 3108000200 ff81 1d284c02003032 1d2848060030303030 3031"));

  private static final List<Bytes> ANSWERS =
      List.of(
          Bytes.ofHex("12 16 1400000f 37225030303100 0c"),
          Bytes.ofHex("13 11 5f544d2d543230 00 1808000f 372500"),
          Bytes.ofHex("3b31303000 3d414200 37224330303100 32 7e"));

  private static final List<Bytes> CUSTOM_ANSWERS =
      List.of(
          Bytes.ofHex("100f00000000 373835 63757473 3132 726574"),
          Bytes.ofHex("11 100f01040800 13 353130 636d 5f56 4b50 00"),
          Bytes.ofHex("16 100f24000001 3030 63757473 12"));

  @Test
  void aMutatedStreamGivesNoMoreCommandsThanBytesAndLeavesNothingBehind() {
    Random random = new Random(20260101);
    byte[] sane = COMMANDS.getFirst().toArray();
    int[] count = new int[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          EscPosDecoder decoder = new EscPosDecoder(_ -> count[0]++);
          decoder.feed(sane, 0, sane.length);
          int expected = count[0];
          for (int i = 0; i < STREAMS; i++) {
            byte[] stream = mutate(COMMANDS.get(random.nextInt(COMMANDS.size())), random);
            count[0] = 0;
            decoder.feed(stream, 0, stream.length);
            assertThat(count[0]).as("stream %d", i).isLessThanOrEqualTo(stream.length);
            decoder.reset();
            count[0] = 0;
            decoder.feed(sane, 0, sane.length);
            assertThat(count[0]).as("after stream %d", i).isEqualTo(expected);
          }
        });
  }

  @Test
  void aPieceMayEndAnywhere() {
    for (Bytes stream : COMMANDS) {
      List<EscPosCommand> whole = new ArrayList<>();
      new EscPosDecoder(whole::add).feed(stream.toArray(), 0, stream.length());
      List<EscPosCommand> pieces = new ArrayList<>();
      EscPosDecoder decoder = new EscPosDecoder(pieces::add);
      for (byte b : stream.toArray()) {
        decoder.feed(new byte[] {b}, 0, 1);
      }
      assertThat(withoutText(pieces)).isEqualTo(withoutText(whole));
    }
  }

  @Test
  void afterAMutatedAnswerTheNextWholeOnesAreHeard() {
    heard(
        new AnswerDecoder(),
        ANSWERS,
        Bytes.ofHex("00000000 37225039393900"),
        new PrinterAnswer.FencePassed(Bytes.ofHex("50393939")));
  }

  @Test
  void afterAMutatedAnswerOfACustomTheNextWholeOnesAreHeard() {
    heard(
        new AnswerDecoder(true),
        CUSTOM_ANSWERS,
        Bytes.ofHex("00000000 100f01020304"),
        new PrinterAnswer.FullStatus(1, 2, 3, 4));
  }

  private static void heard(
      AnswerDecoder decoder, List<Bytes> streams, Bytes sane, PrinterAnswer last) {
    Random random = new Random(20260102);
    byte[] whole = sane.toArray();
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < STREAMS; i++) {
            byte[] stream = mutate(streams.get(random.nextInt(streams.size())), random);
            decoder.feed(stream, 0, stream.length);
            assertThat(decoder.feed(whole, 0, whole.length)).as("stream %d", i).endsWith(last);
          }
        });
  }

  private static List<EscPosCommand> withoutText(List<EscPosCommand> commands) {
    return commands.stream().filter(c -> !(c instanceof EscPosCommand.Text)).toList();
  }

  private static byte[] mutate(Bytes source, RandomGenerator random) {
    byte[] bytes = source.toArray();
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean() ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
    }
    int from = random.nextInt(bytes.length / 2);
    return Arrays.copyOfRange(bytes, from, from + 1 + random.nextInt(bytes.length - from));
  }
}
