package kiosk.devices.apdu;

import java.util.Arrays;
import java.util.Optional;
import kiosk.devices.link.Bytes;

/// A response APDU (ISO/IEC 7816-4, section 5.1): data and the status word SW1-SW2.
///
/// @param data response data, 0–256 bytes
/// @param sw status word, 0x6000–0x9FFF
public record ResponseApdu(Bytes data, int sw) {

  public ResponseApdu {
    if (data.length() > 256) {
      throw new IllegalArgumentException("data too long: " + data);
    }
  }

  /// Reads data and status word; nothing when there is no status word or it is out of range.
  public static Optional<ResponseApdu> parse(Bytes raw) {
    int end = raw.length() - 2;
    if (end < 0 || end > 256) {
      return Optional.empty();
    }
    int sw = raw.at(end) << 8 | raw.at(end + 1);
    if (sw < 0x6000 || sw > 0x9FFF) {
      return Optional.empty();
    }
    return Optional.of(new ResponseApdu(raw.slice(0, end), sw));
  }

  /// The response as a card sends it.
  public Bytes encode() {
    byte[] raw = Arrays.copyOf(data.toArray(), data.length() + 2);
    raw[raw.length - 2] = (byte) (sw >> 8);
    raw[raw.length - 1] = (byte) sw;
    return Bytes.of(raw);
  }

  /// First byte of the status word.
  public int sw1() {
    return sw >> 8;
  }

  /// Second byte of the status word.
  public int sw2() {
    return sw & 0xFF;
  }

  /// Whether the card says 90 00.
  public boolean ok() {
    return sw == 0x9000;
  }

  /// The status word only: data may be personal.
  @Override
  public String toString() {
    return "%04X (%s)".formatted(sw, data);
  }
}
