package kiosk.devices.apdu;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
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

  /// A command without data.
  ///
  /// @param le expected length 1–256, or 0 for none
  public static CommandApdu of(int cla, int ins, int p1, int p2, int le) {
    return new CommandApdu(cla, ins, p1, p2, Bytes.EMPTY, le);
  }

  /// A command with data that expects none.
  public static CommandApdu of(int cla, int ins, int p1, int p2, Bytes data) {
    return new CommandApdu(cla, ins, p1, p2, data, 0);
  }

  /// Reads a short command of any case (ISO/IEC 7816-3, section 12.1).
  ///
  /// @return nothing when the lengths do not fit together
  public static Optional<CommandApdu> parse(Bytes raw) {
    int length = raw.length();
    if (length < 4) {
      return Optional.empty();
    }
    int p3 = length == 4 ? 0 : raw.at(4);
    if (length <= 5) {
      int le = length == 4 ? 0 : lengthOf(p3);
      return Optional.of(of(raw.at(0), raw.at(1), raw.at(2), raw.at(3), le));
    }
    int end = 5 + p3;
    if (p3 == 0 || (length != end && length != end + 1)) {
      return Optional.empty();
    }
    int le = length == end ? 0 : lengthOf(raw.at(end));
    return Optional.of(
        new CommandApdu(raw.at(0), raw.at(1), raw.at(2), raw.at(3), raw.slice(5, end), le));
  }

  /// The command as T=1 carries it (ISO/IEC 7816-3, section 12.1).
  public Bytes encode() {
    ByteArrayOutputStream out = header();
    if (data.length() > 0) {
      out.write(data.length());
      out.writeBytes(data.toArray());
    }
    if (le > 0) {
      out.write(le);
    }
    return Bytes.of(out.toByteArray());
  }

  /// The command as T=0 carries it: always five bytes of header, never data and Le together, since
  /// the Le of such a command goes with GET RESPONSE (ISO/IEC 7816-3, section 12.2.1).
  public Bytes encodeT0() {
    ByteArrayOutputStream out = header();
    out.write(data.length() > 0 ? data.length() : le);
    out.writeBytes(data.toArray());
    return Bytes.of(out.toByteArray());
  }

  /// The same command with another Le.
  public CommandApdu withLe(int newLe) {
    return new CommandApdu(cla, ins, p1, p2, data, newLe);
  }

  private ByteArrayOutputStream header() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(cla);
    out.write(ins);
    out.write(p1);
    out.write(p2);
    return out;
  }

  private static int lengthOf(int le) {
    return le == 0 ? 256 : le;
  }

  /// The header only: data may be personal.
  @Override
  public String toString() {
    return "%02X %02X %02X %02X (%s, Le %d)".formatted(cla, ins, p1, p2, data, le);
  }
}
