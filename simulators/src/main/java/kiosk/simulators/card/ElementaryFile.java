package kiosk.simulators.card;

import java.util.OptionalInt;
import kiosk.devices.apdu.BerTlv;
import kiosk.devices.link.Bytes;

/// A transparent file of a card.
///
/// @param id file identifier, such as 0xD001
/// @param shortId short file identifier 1–30, if it has one
/// @param content what READ BINARY gives
/// @param open whether it may be read without any key
record ElementaryFile(int id, OptionalInt shortId, Bytes content, boolean open) {

  static ElementaryFile of(int id, Bytes content) {
    return new ElementaryFile(id, OptionalInt.empty(), content, true);
  }

  static ElementaryFile of(int id, int shortId, Bytes content) {
    return new ElementaryFile(id, OptionalInt.of(shortId), content, true);
  }

  static ElementaryFile locked(int id, Bytes content) {
    return new ElementaryFile(id, OptionalInt.empty(), content, false);
  }

  /// File control information (ISO/IEC 7816-4, section 5.3.3): size 80, descriptor 82, identifier
  /// 83, proprietary padding A5, 30 bytes in all, as a carte Vitale's is long.
  Bytes control() {
    byte[] size = {(byte) (content.length() >> 8), (byte) content.length()};
    byte[] name = {(byte) (id >> 8), (byte) id};
    return new BerTlv(
            0x6F,
            Content.join(
                new BerTlv(0x80, Bytes.of(size)).encode(),
                new BerTlv(0x82, Bytes.ofHex("01")).encode(),
                new BerTlv(0x83, Bytes.of(name)).encode(),
                new BerTlv(0x85, Bytes.of(new byte[15])).encode()))
        .encode();
  }
}
