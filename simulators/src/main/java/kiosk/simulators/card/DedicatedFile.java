package kiosk.simulators.card;

import java.util.List;
import java.util.Optional;
import kiosk.devices.apdu.BerTlv;
import kiosk.devices.link.Bytes;

/// A folder of a card: the master file or an application.
///
/// @param id file identifier, or 0 when it has none
/// @param aid its name (ISO/IEC 7816-4, section 8.2.1.2)
record DedicatedFile(int id, Bytes aid, List<ElementaryFile> files) {

  DedicatedFile {
    files = List.copyOf(files);
  }

  Optional<ElementaryFile> byId(int wanted) {
    return files.stream().filter(file -> file.id() == wanted).findFirst();
  }

  Optional<ElementaryFile> byShortId(int wanted) {
    return files.stream().filter(file -> file.shortId().orElse(0) == wanted).findFirst();
  }

  /// File control information: descriptor 82 and name 84 in a template 6F.
  Bytes control() {
    return new BerTlv(
            0x6F,
            Content.join(
                new BerTlv(0x82, Bytes.ofHex("38 00")).encode(), new BerTlv(0x84, aid).encode()))
        .encode();
  }
}
