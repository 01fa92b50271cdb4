package kiosk.devices.ticket;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.RealtimeScanner;

/// The bytes of a ticket in pieces that end between commands: only there may a real-time question
/// stand without becoming part of the data. Held in memory only, and wiped after use.
public final class Payload {

  /// A TM printer says XOFF with 128 bytes free.
  private static final int PIECE = 128;

  private final List<byte[]> pieces = new ArrayList<>();
  private int next;
  private int sent;

  /// @param commands of one ticket, in order
  public Payload(List<EscPosCommand> commands) {
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
  public int length() {
    return pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  /// Whether a printer would take a part of it for a real-time command.
  public boolean holdsRealtime() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return RealtimeScanner.foundIn(all.toByteArray());
  }

  /// Whether the last piece was handed out.
  public boolean allSent() {
    return next == pieces.size();
  }

  /// How many bytes were handed out.
  public int sent() {
    return sent;
  }

  /// The next piece.
  public byte[] next() {
    byte[] piece = pieces.get(next++);
    sent += piece.length;
    return piece;
  }

  /// Overwrites all of it.
  public void wipe() {
    pieces.forEach(piece -> Arrays.fill(piece, (byte) 0));
  }
}
