package kiosk.devices.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No picture, whatever its dots, tells a printer to do anything.
class GuardedPictureTest {

  private static final int PICTURES = 5_000;

  /// A dotted rule, one dot in every ten: DLE EOT 1 at every fifth byte.
  private static final Bytes DOTTED_RULE = Bytes.ofHex("1004010040".repeat(14));

  /// EOT, ENQ and DC4.
  private static final Set<Integer> TELLING = Set.of(0x04, 0x05, 0x14);

  @Test
  void aDottedRuleIsMovedAndKeepsEveryDot() {
    Bytes clean = GuardedPicture.clean(70, DOTTED_RULE);
    assertThat(clean).isEqualTo(Bytes.ofHex("0802008020".repeat(14)));
  }

  /// Black up to the right edge: it cannot be moved, and loses one dot for each command.
  @ParameterizedTest
  @CsvSource({
    "10 04 01, 10 00 01",
    "10 05 01, 10 01 01",
    "10 14 01, 10 10 01",
    "10 14 04 05, 10 10 00 05",
    "10 14 14 14 01, 10 10 10 10 01"
  })
  void aPictureWithoutAMarginLosesADotForEachCommand(String dots, String clean) {
    Bytes picture = Bytes.ofHex(dots);
    assertThat(GuardedPicture.clean(picture.length(), picture)).isEqualTo(Bytes.ofHex(clean));
  }

  @Test
  void aCommandThatRunsOverTheEndOfARowIsFound() {
    assertThat(GuardedPicture.clean(2, Bytes.ofHex("0110 0401")))
        .isEqualTo(Bytes.ofHex("01100001"));
  }

  @Test
  void aPictureThatHidesNothingStaysAsItIs() {
    Bytes stripes = Bytes.ofHex("f0".repeat(72 * 200));
    assertThat(GuardedPicture.clean(72, stripes)).isEqualTo(stripes);
  }

  @Test
  void noPictureHidesACommandWhateverStandsBeforeAndBehindIt() {
    Random random = new Random(20_261_122);
    for (int i = 0; i < PICTURES; i++) {
      int width = 1 + random.nextInt(80);
      Bytes dots = dots(width * (1 + random.nextInt(40)), random);
      byte[] sent = EscPosEncoder.encode(GuardedPicture.commands(width, dots));
      assertThat(hidden(Bytes.of(sent))).as("picture %d", i).isZero();
      assertThat(RealtimeScanner.foundIn(sent)).as("picture %d", i).isFalse();
    }
  }

  @Test
  void noHeightOrWidthMakesACommandOfTheHead() {
    for (int width = 1; width <= 255; width++) {
      int rows = 1 + 37 * width % 300;
      byte[] dots = new byte[width * rows];
      Arrays.fill(dots, (byte) 0x04);
      byte[] sent = EscPosEncoder.encode(GuardedPicture.commands(width, Bytes.of(dots)));
      assertThat(hidden(Bytes.of(sent))).as("%d by %d", width, rows).isZero();
    }
  }

  @Test
  void noDotIsAddedAndNoMoreAreDroppedThanCommandsStoodThere() {
    Random random = new Random(20_261_123);
    for (int i = 0; i < PICTURES; i++) {
      int width = 1 + random.nextInt(20);
      Bytes dots = dots(width * (1 + random.nextInt(20)), random);
      int dropped = ink(dots) - ink(GuardedPicture.clean(width, dots));
      assertThat(dropped).as("picture %d", i).isBetween(0, pairsAfterDropping(dots));
    }
  }

  @Test
  void whatIsNoRowsIsRefused() {
    assertThatThrownBy(() -> GuardedPicture.commands(3, Bytes.ofHex("0102")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Many of them DLE, EOT, ENQ and DC4, as no picture has them.
  private static Bytes dots(int length, RandomGenerator random) {
    byte[] telling = {0x10, 0x04, 0x05, 0x14, 0x10, 0, 0};
    byte[] dots = new byte[length];
    random.nextBytes(dots);
    int oneIn = 1 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      dots[i] = random.nextInt(oneIn) == 0 ? telling[random.nextInt(telling.length)] : dots[i];
    }
    return Bytes.of(dots);
  }

  private static int hidden(Bytes bytes) {
    int hidden = 0;
    for (int i = 0; i < bytes.length() - 1; i++) {
      hidden += bytes.at(i) == 0x10 && TELLING.contains(bytes.at(i + 1)) ? 1 : 0;
    }
    return hidden;
  }

  /// How many commands there are to a reader for whom a DC4 that lost its dot is a DLE.
  private static int pairsAfterDropping(Bytes bytes) {
    int pairs = 0;
    int before = 0;
    for (int i = 0; i < bytes.length(); i++) {
      int b = bytes.at(i);
      boolean pair = before == 0x10 && TELLING.contains(b);
      pairs += pair ? 1 : 0;
      before = pair ? b & ~0x04 : b;
    }
    return pairs;
  }

  private static int ink(Bytes bytes) {
    int ink = 0;
    for (int i = 0; i < bytes.length(); i++) {
      ink += Integer.bitCount(bytes.at(i));
    }
    return ink;
  }
}
