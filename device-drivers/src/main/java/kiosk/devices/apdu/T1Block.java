package kiosk.devices.apdu;

import java.util.Optional;
import kiosk.devices.link.Bytes;

/// A block of T=1 (ISO/IEC 7816-3, section 11.3).
///
/// @param pcb protocol control byte, 0–255 (section 11.3.2.2)
/// @param info information field, 0–254 bytes
public record T1Block(int pcb, Bytes info) {

  /// PCB of S(IFS request) (section 11.4.2).
  public static final int IFS_REQUEST = 0xC1;

  /// PCB of S(WTX request): the card asks for more time.
  public static final int WTX_REQUEST = 0xC3;

  /// The bit that makes an answer of an S request.
  public static final int S_ANSWER = 0x20;

  private static final int MORE = 0x20;

  public T1Block {
    if (info.length() > 254) {
      throw new IllegalArgumentException("information field too long: " + info);
    }
  }

  /// An I-block.
  ///
  /// @param number send sequence number, 0 or 1
  /// @param more whether the next block goes on with the same message
  public static T1Block information(int number, boolean more, Bytes info) {
    return new T1Block(number << 6 | (more ? MORE : 0), info);
  }

  /// An R-block.
  ///
  /// @param number of the I-block that is expected next
  /// @param error 0 none, 1 checksum or parity, 2 other
  public static T1Block ready(int number, int error) {
    return new T1Block(0x80 | number << 4 | error, Bytes.EMPTY);
  }

  /// Reads a block; nothing when its length or its checksum is wrong.
  ///
  /// @param crc whether it ends with a CRC in place of an LRC
  public static Optional<T1Block> parse(Bytes raw, boolean crc) {
    int tail = crc ? 2 : 1;
    if (raw.length() < 3 + tail || raw.length() != 3 + raw.at(2) + tail || raw.at(2) > 254) {
      return Optional.empty();
    }
    int body = raw.length() - tail;
    int want = crc ? crcOf(raw, body) : lrcOf(raw, body);
    int got = crc ? raw.at(body) << 8 | raw.at(body + 1) : raw.at(body);
    return want == got ? Optional.of(new T1Block(raw.at(1), raw.slice(3, body))) : Optional.empty();
  }

  /// The block with node address 0, its length and its checksum.
  public Bytes encode(boolean crc) {
    int body = 3 + info.length();
    byte[] raw = new byte[body + (crc ? 2 : 1)];
    raw[1] = (byte) pcb;
    raw[2] = (byte) info.length();
    System.arraycopy(info.toArray(), 0, raw, 3, info.length());
    Bytes view = Bytes.of(raw);
    if (crc) {
      int sum = crcOf(view, body);
      raw[body] = (byte) (sum >> 8);
      raw[body + 1] = (byte) sum;
    } else {
      raw[body] = (byte) lrcOf(view, body);
    }
    return Bytes.of(raw);
  }

  public boolean isInformation() {
    return (pcb & 0x80) == 0;
  }

  public boolean isReady() {
    return (pcb & 0xC0) == 0x80;
  }

  /// Send number of an I-block, expected number of an R-block.
  public int number() {
    return isInformation() ? pcb >> 6 & 1 : pcb >> 4 & 1;
  }

  /// Whether an I-block is followed by another of the same message.
  public boolean more() {
    return (pcb & MORE) != 0;
  }

  private static int lrcOf(Bytes raw, int length) {
    int lrc = 0;
    for (int i = 0; i < length; i++) {
      lrc ^= raw.at(i);
    }
    return lrc;
  }

  /// CRC-16 of ISO/IEC 13239, as section 11.4.4 asks for.
  private static int crcOf(Bytes raw, int length) {
    int crc = 0xFFFF;
    for (int i = 0; i < length; i++) {
      crc ^= raw.at(i);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? crc >> 1 ^ 0x8408 : crc >> 1;
      }
    }
    return ~crc & 0xFFFF;
  }
}
