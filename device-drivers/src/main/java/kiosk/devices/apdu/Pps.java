package kiosk.devices.apdu;

import java.util.Optional;
import kiosk.devices.link.Bytes;

/// A protocol and parameters selection (ISO/IEC 7816-3, section 9), of a protocol and a rate.
///
/// @param protocol 0–14
/// @param rate Fi and Di as PPS1 codes them; 11, the default, when PPS1 is absent
public record Pps(int protocol, int rate) {

  /// The request, and the answer of a card that agrees: PPSS, PPS0, PPS1, PCK.
  public Bytes encode() {
    int pps0 = 0x10 | protocol;
    return Bytes.of(
        new byte[] {(byte) 0xFF, (byte) pps0, (byte) rate, (byte) (0xFF ^ pps0 ^ rate)});
  }

  /// Reads a request or an answer; nothing when it is too short, too long or its PCK is wrong.
  public static Optional<Pps> parse(Bytes raw) {
    if (raw.length() < 3 || raw.at(0) != 0xFF) {
      return Optional.empty();
    }
    int pps0 = raw.at(1);
    int check = 0;
    for (int i = 0; i < raw.length(); i++) {
      check ^= raw.at(i);
    }
    if (raw.length() != 3 + Integer.bitCount(pps0 >> 4 & 7) || check != 0) {
      return Optional.empty();
    }
    return Optional.of(new Pps(pps0 & 0x0F, (pps0 & 0x10) == 0 ? Atr.DEFAULT_RATE : raw.at(2)));
  }
}
