package kiosk.devices.escpos;

import java.util.ArrayList;
import java.util.List;
import kiosk.devices.link.Bytes;

/// A picture as commands (GS v 0) among whose dots no real-time command stands.
///
/// A printer obeys DLE EOT, DLE ENQ and DLE DC4 on reception, also inside a picture (Epson,
/// "ESC/POS Command Reference", DLE EOT, Notes); one dot in every ten spells the first. So it is
/// moved to the right, at most 7 dots and not beyond its white margin, to where fewest stand, and
/// of each that is left one dot is dropped. No dot is added. Stateless.
public final class GuardedPicture {

  /// Few enough that a picture cut short swallows little, and that the head of a band, whose last
  /// byte is then 0, begins nothing.
  private static final int BAND_ROWS = 24;

  private static final int WIDEST = 255;

  /// The dot by which EOT (04), ENQ (05) and DC4 (14) differ from what is harmless behind a DLE.
  private static final int TELLING_DOT = 0x04;

  private GuardedPicture() {}

  /// The picture in bands.
  ///
  /// @param widthBytes of a row, 1–255
  /// @param dots row by row, most significant bit left
  public static List<EscPosCommand> commands(int widthBytes, Bytes dots) {
    if (widthBytes < 1 || widthBytes > WIDEST || dots.length() % widthBytes != 0) {
      throw new IllegalArgumentException(dots + " are no rows of " + widthBytes);
    }
    Bytes clean = clean(widthBytes, dots);
    int rows = dots.length() / widthBytes;
    List<EscPosCommand> commands = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (row % BAND_ROWS == 0) {
        commands.add(new EscPosCommand.Raster(0, widthBytes, Math.min(BAND_ROWS, rows - row)));
      }
      int from = row * widthBytes;
      commands.add(new EscPosCommand.RasterRow(clean.slice(from, from + widthBytes)));
    }
    return commands;
  }

  /// The dots of a white band: whatever is left of one that was cut short ends with them.
  public static Bytes blank(int widthDots) {
    return Bytes.of(new byte[BAND_ROWS * ((widthDots + 7) / 8)]);
  }

  /// The dots without any real-time command.
  static Bytes clean(int widthBytes, Bytes dots) {
    byte[] best = dots.toArray();
    int margin = margin(widthBytes, dots);
    for (int shift = 1; shift <= margin && loss(best) > 0; shift++) {
      byte[] moved = moved(widthBytes, dots, shift);
      best = loss(moved) < loss(best) ? moved : best;
    }
    for (int i = 1; i < best.length; i++) {
      best[i] = (byte) harmless(best[i - 1], best[i]);
    }
    return Bytes.of(best);
  }

  /// How many columns at the right edge are white, 7 at most.
  private static int margin(int widthBytes, Bytes dots) {
    int edge = 0;
    for (int i = widthBytes - 1; i < dots.length(); i += widthBytes) {
      edge |= dots.at(i);
    }
    return Math.min(7, Integer.numberOfTrailingZeros(edge));
  }

  private static byte[] moved(int widthBytes, Bytes dots, int shift) {
    byte[] moved = new byte[dots.length()];
    for (int i = 0; i < moved.length; i++) {
      int before = i % widthBytes == 0 ? 0 : dots.at(i - 1);
      moved[i] = (byte) ((before << 8 | dots.at(i)) >> shift);
    }
    return moved;
  }

  /// How many dots have to be dropped.
  private static int loss(byte[] dots) {
    int loss = 0;
    int before = 0;
    for (byte b : dots) {
      int harmless = harmless(before, b);
      loss += harmless == b ? 0 : 1;
      before = harmless;
    }
    return loss;
  }

  /// The byte, or what is left of it where it would be a command together with the one before,
  /// whatever follows: makes differ in which parameters they heed. Of a DC4 a DLE is left, which
  /// may begin the next command.
  private static int harmless(int before, int b) {
    boolean command = before == EscPosEncoder.DLE && (b == 0x04 || b == 0x05 || b == 0x14);
    return command ? b & ~TELLING_DOT : b;
  }
}
