package kiosk.devices.ccid;

import kiosk.devices.link.Bytes;

/// The serial framing of the GemPC Twin: `03 06`, the message, LRC. The LRC is the XOR of every
/// byte before it, `03 06` included.
public final class TwinFrame {

  static final int SYNC = 0x03;
  static final int ACK = 0x06;
  static final int NAK = 0x15;
  static final int MOVEMENT = 0x50;
  static final int GONE = 0x02;
  static final int PRESENT = 0x03;

  private static final byte[] NAK_FRAME = {SYNC, NAK, SYNC ^ NAK};

  private TwinFrame() {}

  /// A message in its frame.
  public static byte[] encode(CcidMessage message) {
    int length = message.data().length();
    byte[] frame = new byte[2 + CcidMessage.HEADER + length + 1];
    frame[0] = SYNC;
    frame[1] = ACK;
    frame[2] = (byte) message.type();
    // dwLength, least significant byte first; two bytes hold any length a Twin takes.
    frame[3] = (byte) length;
    frame[4] = (byte) (length >> 8);
    frame[7] = (byte) message.slot();
    frame[8] = (byte) message.sequence();
    frame[9] = (byte) message.first();
    frame[10] = (byte) message.second();
    frame[11] = (byte) message.third();
    Bytes data = message.data();
    System.arraycopy(data.toArray(), 0, frame, 2 + CcidMessage.HEADER, length);
    frame[frame.length - 1] = (byte) lrc(frame, frame.length - 1);
    return frame;
  }

  /// "I did not take your frame."
  public static byte[] nak() {
    return NAK_FRAME.clone();
  }

  /// A card movement.
  public static byte[] movement(boolean present) {
    return new byte[] {MOVEMENT, (byte) (present ? PRESENT : GONE)};
  }

  static int lrc(byte[] bytes, int length) {
    int lrc = 0;
    for (int i = 0; i < length; i++) {
      lrc ^= bytes[i];
    }
    return lrc & 0xFF;
  }
}
