package kiosk.devices.apdu;

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
