package kiosk.simulators.tap;

import java.util.Map;
import java.util.Optional;
import kiosk.devices.apdu.Pps;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.apdu.T1Block;
import kiosk.devices.link.Bytes;

/// What a card is told and says, in words. The header of a command and the status word of a
/// response belong to nobody; the data of both may be a person's.
final class ApduWords {

  /// A T=0 command is a header of five bytes, then data (ISO/IEC 7816-3, section 12.2.1).
  private static final int HEADER = 5;

  /// ISO/IEC 7816-4, section 5.1.2.
  private static final Map<Integer, String> INSTRUCTIONS =
      Map.ofEntries(
          Map.entry(0x20, "VERIFY"),
          Map.entry(0x22, "MANAGE SECURITY ENVIRONMENT"),
          Map.entry(0x24, "CHANGE REFERENCE DATA"),
          Map.entry(0x2A, "PERFORM SECURITY OPERATION"),
          Map.entry(0x82, "EXTERNAL AUTHENTICATE"),
          Map.entry(0x84, "GET CHALLENGE"),
          Map.entry(0x88, "INTERNAL AUTHENTICATE"),
          Map.entry(0xA4, "SELECT"),
          Map.entry(0xB0, "READ BINARY"),
          Map.entry(0xB2, "READ RECORD"),
          Map.entry(0xC0, "GET RESPONSE"),
          Map.entry(0xCA, "GET DATA"),
          Map.entry(0xD6, "UPDATE BINARY"),
          Map.entry(0xDA, "PUT DATA"),
          Map.entry(0xDC, "UPDATE RECORD"));

  private int protocol;
  private boolean negotiating;

  /// Without power a card forgets its protocol.
  void reset() {
    protocol = 0;
    negotiating = false;
  }

  void protocol(int selected) {
    protocol = selected;
  }

  Said command(Bytes data) {
    negotiating = Pps.parse(data).isPresent();
    if (negotiating) {
      return Said.plainly("PPS", data.hex());
    }
    if (protocol == 1) {
      return block(data, true);
    }
    return instruction(data);
  }

  Said response(Bytes data) {
    if (negotiating) {
      return Said.plainly("PPS", data.hex());
    }
    return protocol == 1 ? block(data, false) : status(data);
  }

  private static Said instruction(Bytes tpdu) {
    if (tpdu.length() < HEADER - 1) {
      return new Said("APDU", "cut short", tpdu.hex());
    }
    int header = Math.min(HEADER, tpdu.length());
    return new Said(
        INSTRUCTIONS.getOrDefault(tpdu.at(1), "APDU"),
        tpdu.slice(0, header).hex(),
        tpdu.slice(header, tpdu.length()).hex());
  }

  private static Said status(Bytes data) {
    return ResponseApdu.parse(data)
        .map(answer -> new Said("", answer.toString(), answer.data().hex()))
        .orElseGet(() -> new Said("no status word", data.toString(), data.hex()));
  }

  /// A block of T=1 with its checksum as LRC, which all readers of this kind ask for; a long
  /// command or response is one of several blocks.
  private static Said block(Bytes data, boolean command) {
    Optional<T1Block> parsed = T1Block.parse(data, false);
    if (parsed.isEmpty()) {
      return new Said("T=1 block", "damaged, " + data, data.hex());
    }
    T1Block block = parsed.get();
    if (!block.isInformation()) {
      String kind = block.isReady() ? "R-block" : "S-block";
      return Said.plainly(kind, "PCB %02X".formatted(block.pcb()));
    }
    String detail = "I-block %d%s".formatted(block.number(), block.more() ? ", more follows" : "");
    Bytes info = block.info();
    if (command && info.length() >= HEADER - 1) {
      Said inner = instruction(info);
      return new Said(inner.name(), inner.detail() + ", " + detail, inner.personal());
    }
    return new Said("", detail + ", " + info, info.hex());
  }
}
