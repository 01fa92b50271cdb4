package kiosk.devices.ccid;

/// Message types that a GemPC Twin knows (CCID 1.1, sections 6.1 and 6.2).
public final class MessageType {

  public static final int ICC_POWER_ON = 0x62;
  public static final int ICC_POWER_OFF = 0x63;
  public static final int GET_SLOT_STATUS = 0x65;
  public static final int XFR_BLOCK = 0x6F;
  public static final int GET_PARAMETERS = 0x6C;
  public static final int RESET_PARAMETERS = 0x6D;
  public static final int SET_PARAMETERS = 0x61;
  public static final int ESCAPE = 0x6B;
  public static final int ABORT = 0x72;

  public static final int DATA_BLOCK = 0x80;
  public static final int SLOT_STATUS = 0x81;
  public static final int PARAMETERS = 0x82;
  public static final int ESCAPE_REPLY = 0x83;

  private MessageType() {}

  /// The type of the reply to a command; a slot status for a command that is not known.
  public static int replyTo(int command) {
    return switch (command) {
      case ICC_POWER_ON, XFR_BLOCK -> DATA_BLOCK;
      case GET_PARAMETERS, RESET_PARAMETERS, SET_PARAMETERS -> PARAMETERS;
      case ESCAPE -> ESCAPE_REPLY;
      default -> SLOT_STATUS;
    };
  }
}
