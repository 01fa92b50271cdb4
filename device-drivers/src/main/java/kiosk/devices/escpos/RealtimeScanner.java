package kiosk.devices.escpos;

import java.util.Optional;
import kiosk.devices.link.Bytes;

/// Finds the commands that a printer obeys on reception, wherever they stand: inside text, inside
/// the dots of a picture (Epson, "ESC/POS Command Reference", DLE EOT, Notes).
public final class RealtimeScanner {

  private final byte[] head = new byte[10];
  private int length;

  /// Looks at the next byte received.
  ///
  /// @return the real-time command that it completes
  public Optional<EscPosCommand.Realtime> accept(int b) {
    head[length++] = (byte) b;
    int wanted = head[0] == EscPosEncoder.DLE ? CommandShape.lengthOf(head, length) : -1;
    if (wanted == length) {
      length = 0;
      return command(Bytes.of(head, 0, wanted));
    }
    if (wanted == CommandShape.NONE) {
      restart(b);
    }
    return Optional.empty();
  }

  /// Whether any real-time command stands in these bytes: none may in a payload.
  public static boolean foundIn(byte[] payload) {
    RealtimeScanner scanner = new RealtimeScanner();
    boolean found = false;
    for (byte b : payload) {
      found |= scanner.accept(b & 0xFF).isPresent();
    }
    return found;
  }

  private void restart(int b) {
    length = 0;
    if (b == EscPosEncoder.DLE) {
      head[length++] = (byte) b;
    }
  }

  private static Optional<EscPosCommand.Realtime> command(Bytes bytes) {
    return CommandReader.read(bytes) instanceof EscPosCommand.Realtime realtime
        ? Optional.of(realtime)
        : Optional.empty();
  }
}
