package kiosk.devices.ccid;

import kiosk.devices.link.Bytes;

/// A CCID message (Smart Card CCID specification 1.1, section 6): a header of ten bytes, of which
/// three depend on the type, and data.
///
/// @param type `bMessageType`; those known here are in [MessageType]
/// @param slot `bSlot`
/// @param sequence `bSeq`: a reply carries that of its command
/// @param first byte 7: `bPowerSelect`, `bBWI` or `bProtocolNum` of a command, `bStatus` of a reply
/// @param second byte 8: low byte of `wLevelParameter`, or `bError` of a reply
/// @param third byte 9: high byte of `wLevelParameter`, or what the type of the reply says
/// @param data `abData`, at most [#MAX_DATA] bytes
public record CcidMessage(
    int type, int slot, int sequence, int first, int second, int third, Bytes data) {

  /// `dwMaxCCIDMessageLength` of a GemPC Twin, 271, less the header.
  public static final int MAX_DATA = 261;

  /// Length of the header.
  public static final int HEADER = 10;

  public CcidMessage {
    for (int b : new int[] {type, slot, sequence, first, second, third}) {
      if (b < 0 || b > 0xFF) {
        throw new IllegalArgumentException("header byte out of range: " + b);
      }
    }
    if (data.length() > MAX_DATA) {
      throw new IllegalArgumentException("data too long: " + data);
    }
  }

  /// A command to slot 0.
  public static CcidMessage command(int type, int sequence, int first, Bytes data) {
    return new CcidMessage(type, 0, sequence, first, 0, 0, data);
  }

  /// Whether it goes from the reader to the host.
  public boolean isReply() {
    return type >= 0x80;
  }

  /// What a reply says of the card (section 6.2.6, `bmICCStatus`).
  public CardPresence presence() {
    return switch (first & 3) {
      case 0 -> CardPresence.ACTIVE;
      case 1 -> CardPresence.INACTIVE;
      case 2 -> CardPresence.ABSENT;
      default -> CardPresence.UNKNOWN;
    };
  }

  /// Whether a reply says that the command failed; [#second()] is then the error.
  public boolean failed() {
    return first >> 6 == 1;
  }

  /// Whether a reply asks for more time; [#second()] is then the multiplier.
  public boolean asksForTime() {
    return first >> 6 == 2;
  }

  /// The header only: data may be personal.
  @Override
  public String toString() {
    return "%02X slot %d seq %02X %02X %02X %02X (%s)"
        .formatted(type, slot, sequence, first, second, third, data);
  }
}
