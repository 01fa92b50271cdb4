package kiosk.devices.apdu;

import kiosk.devices.link.Bytes;

/// A short command APDU (ISO/IEC 7816-4, section 5.1): header, optional data, optional Le.
///
/// @param cla class byte, 0–255
/// @param ins instruction byte, 0–255
/// @param p1 first parameter, 0–255
/// @param p2 second parameter, 0–255
/// @param data command data, 0–255 bytes
/// @param le expected length 1–256, or 0 for none
public record CommandApdu(int cla, int ins, int p1, int p2, Bytes data, int le) {

  public CommandApdu {
    for (int b : new int[] {cla, ins, p1, p2}) {
      if (b < 0 || b > 0xFF) {
        throw new IllegalArgumentException("header byte out of range: " + b);
      }
    }
    if (data.length() > 0xFF) {
      throw new IllegalArgumentException("data too long: " + data);
    }
    if (le < 0 || le > 256) {
      throw new IllegalArgumentException("Le out of range: " + le);
    }
  }

  /// The header only: data may be personal.
  @Override
  public String toString() {
    return "%02X %02X %02X %02X (%s, Le %d)".formatted(cla, ins, p1, p2, data, le);
  }
}
