package kiosk.devices.ccid;

/// The values of `bError` (CCID 1.1, table 6.2-2, and those a GemPC Twin adds), in words for an
/// operator.
public final class SlotError {

  public static final int NOT_SUPPORTED = 0x00;
  public static final int BAD_LENGTH = 0x01;
  public static final int BAD_SLOT = 0x05;
  public static final int PARITY = 0xFD;
  public static final int MUTE = 0xFE;

  private SlotError() {}

  /// What an error means.
  public static String describe(int error) {
    return switch (error) {
      case NOT_SUPPORTED -> "command not supported";
      case BAD_LENGTH -> "wrong length";
      case BAD_SLOT -> "no such slot";
      case 0xA2 -> "short circuit in the slot";
      case 0xA3 -> "answer to reset too long";
      case 0xBB, 0xF6 -> "protocol error of the card";
      case 0xBD -> "T=1 error";
      case 0xBE -> "wrong length of a card command";
      case 0xE0 -> "slot busy";
      case 0xF3 -> "protocol deactivated";
      case 0xF4 -> "procedure byte conflict";
      case 0xF7 -> "wrong checksum of the answer to reset";
      case 0xF8 -> "wrong first byte of the answer to reset";
      case 0xFB -> "hardware error";
      case 0xFC -> "overrun";
      case PARITY -> "parity error on the card's line";
      case MUTE -> "card mute";
      case 0xFF -> "aborted";
      default -> "error %02X".formatted(error);
    };
  }
}
