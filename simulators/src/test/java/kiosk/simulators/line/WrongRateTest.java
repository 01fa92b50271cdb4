package kiosk.simulators.line;

import static org.assertj.core.api.Assertions.assertThat;

import kiosk.devices.link.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is heard at a wrong rate, sampled by hand from the line's levels.
class WrongRateTest {

  /// - At the same rate, what was sent.
  /// - Twice too slow: 00 is low for 4.5 of the receiver's bits.
  /// - Twice too fast: 00 is low for 18 bits, so its stop bit is missing; F0 is low for 10, too
  ///   long by one; FE is two low bits of the sender, four of the receiver.
  /// - Twelve times too slow: three bytes are over in 2.5 bits.
  @ParameterizedTest
  @CsvSource({
    "115200, 115200, 10 04 01 FF 00, 10 04 01 FF 00",
    "19200, 9600, 00, F8",
    "9600, 19200, 00, ''",
    "9600, 19200, F0, ''",
    "9600, 19200, FE, F8",
    "115200, 9600, 10 04 02, FE"
  })
  void isSampledBitByBit(int sent, int heard, String said, String got) {
    byte[] bytes = Bytes.ofHex(said).toArray();
    assertThat(Bytes.of(new WrongRate(sent, heard).hear(bytes, bytes.length)))
        .isEqualTo(Bytes.ofHex(got));
  }
}
