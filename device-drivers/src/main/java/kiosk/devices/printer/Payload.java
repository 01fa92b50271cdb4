package kiosk.devices.printer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.RealtimeScanner;

/// The bytes of a ticket in pieces that end between commands: only there may a real-time question
/// stand without becoming part of the data. Held in memory only, and wiped after use.
final class Payload {

  /// A TM printer says XOFF with 128 bytes free.
  private static final int PIECE = 128;

  private final List<byte[]> pieces = new ArrayList<>();
  private int next;
  private int sent;

  Payload(List<EscPosCommand> commands) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (EscPosCommand command : commands) {
      byte[] bytes = EscPosEncoder.encode(command);
      if (piece.size() > 0 && piece.size() + bytes.length > PIECE) {
        pieces.add(piece.toByteArray());
        piece.reset();
      }
      piece.writeBytes(bytes);
    }
    pieces.add(piece.toByteArray());
  }

  /// How many bytes there are in all.
  int length() {
    return pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  /// Whether a printer would take a part of it for a real-time command.
  boolean holdsRealtime() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return RealtimeScanner.foundIn(all.toByteArray());
  }

  boolean allSent() {
    return next == pieces.size();
  }

  int sent() {
    return sent;
  }

  byte[] next() {
    byte[] piece = pieces.get(next++);
    sent += piece.length;
    return piece;
  }

  void wipe() {
    pieces.forEach(piece -> Arrays.fill(piece, (byte) 0));
  }
}
