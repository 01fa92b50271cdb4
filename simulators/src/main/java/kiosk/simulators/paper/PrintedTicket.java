package kiosk.simulators.paper;

import java.time.Duration;
import java.util.List;
import kiosk.devices.link.Bytes;

/// A piece of paper as it came out of the simulated printer.
///
/// @param widthDots how many dots a row has, 8 a millimetre
/// @param rows from top to bottom, most significant bit left, a set bit black
/// @param cut whether the knife ended it
/// @param partial whether the knife left a bridge
/// @param words the text in the order in which it was printed
/// @param codes the bar codes and symbols in order
/// @param unknown bytes that the printer did not understand, in hexadecimal
/// @param timing how long it took
public record PrintedTicket(
    int widthDots,
    List<Bytes> rows,
    boolean cut,
    boolean partial,
    String words,
    List<Code> codes,
    List<String> unknown,
    Timing timing) {

  /// A bar code or symbol on the paper.
  ///
  /// @param type `QR`, `PDF417`, `DataMatrix`, `Code128` …
  /// @param data what a scanner reads in it
  public record Code(String type, String data) {

    /// The type only.
    @Override
    public String toString() {
      return type;
    }
  }

  /// What the ticket cost, against what it must cost.
  ///
  /// @param bytes how many bytes made it, real-time questions apart
  /// @param rowsToLastDot how many rows the paper moved up to the last black dot
  /// @param took from the first byte to the last dot
  /// @param paperTime what those rows take at the paper's speed; zero when unpaced
  public record Timing(int bytes, int rowsToLastDot, Duration took, Duration paperTime) {}

  public PrintedTicket {
    rows = List.copyOf(rows);
    codes = List.copyOf(codes);
    unknown = List.copyOf(unknown);
  }

  /// How many rows of dots.
  public int heightDots() {
    return rows.size();
  }

  /// The paper as a picture of 203 dots an inch.
  public Bytes png() {
    return Png.of(widthDots, rows);
  }

  /// Nothing of the content.
  @Override
  public String toString() {
    return "PrintedTicket[%d×%d]".formatted(widthDots, heightDots());
  }
}
