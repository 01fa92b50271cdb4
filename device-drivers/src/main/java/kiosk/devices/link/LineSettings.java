package kiosk.devices.link;

/// How a serial line is set: always 8 data bits, no parity.
///
/// @param baud bits a second
/// @param stopBits 1 or 2
/// @param flow the wire by which the device says that it can take no more
public record LineSettings(int baud, int stopBits, Flow flow) {

  /// Flow control by a wire; never by the kernel, which would hold a write for as long as it takes.
  public enum Flow {
    /// None: the protocol above does it.
    NONE,
    /// The device's "busy" comes on CTS: [ByteLink#clearToSend()].
    RTS_CTS,
    /// The device's "busy" comes on DSR: [ByteLink#clearToSend()].
    DTR_DSR
  }

  /// A GemPC Twin reader: 115200 baud, 2 stop bits, no flow control, RTS low.
  public static final LineSettings GEMPC_TWIN = new LineSettings(115_200, 2, Flow.NONE);

  public LineSettings {
    if (baud <= 0 || stopBits < 1 || stopBits > 2) {
      throw new IllegalArgumentException("not a serial line: " + baud + " / " + stopBits);
    }
  }
}
