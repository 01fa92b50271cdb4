package kiosk.devices.link;

/// How a serial line is set: always 8 data bits, no parity.
///
/// @param baud bits a second
/// @param stopBits 1 or 2
/// @param flow who may hold the other's bytes
public record LineSettings(int baud, int stopBits, Flow flow) {

  /// Flow control.
  public enum Flow {
    /// None: the protocol above does it.
    NONE,
    /// RTS and CTS lines, by the kernel: a write waits while CTS is low. Linux has no DTR and DSR.
    RTS_CTS
  }

  /// A GemPC Twin reader: 115200 baud, 2 stop bits, no flow control, RTS low.
  public static final LineSettings GEMPC_TWIN = new LineSettings(115_200, 2, Flow.NONE);

  public LineSettings {
    if (baud <= 0 || stopBits < 1 || stopBits > 2) {
      throw new IllegalArgumentException("not a serial line: " + baud + " / " + stopBits);
    }
  }
}
