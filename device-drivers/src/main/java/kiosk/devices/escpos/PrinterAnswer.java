package kiosk.devices.escpos;

import kiosk.devices.link.Bytes;

/// What a printer says back (Epson, "ESC/POS Command Reference": DLE EOT, GS a, GS r, GS I,
/// GS ( H, GS ( k, DLE DC4).
public sealed interface PrinterAnswer {

  /// The answer to one DLE EOT: the byte does not say to which.
  record Status(int bits) implements PrinterAnswer {}

  /// Automatic status back: four bytes, by itself on a change.
  record AutoStatus(int first, int second, int third, int fourth) implements PrinterAnswer {}

  /// The answer to GS r, GS I 1–3: one byte, in the order of the print data.
  record Sensor(int bits) implements PrinterAnswer {}

  /// GS ( H function 48: all that stood before the fence of this name is on paper.
  record FencePassed(Bytes id) implements PrinterAnswer {}

  /// DLE DC4 8: both buffers are empty.
  record BuffersCleared() implements PrinterAnswer {}

  /// GS ( k function 82, `37 id width 1F height 1F 31 1F 30|31 00`: what the stored symbol would
  /// take on paper, in dots.
  ///
  /// @param identifier which symbol it is, as the answer has it: 2F PDF417, 36 QR
  /// @param printable whether it can be printed as it is
  record SymbolSize(int identifier, int width, int height, boolean printable)
      implements PrinterAnswer {}

  /// The full status of Custom, `10 0F p u r e`: paper, user, recoverable and unrecoverable bits.
  record FullStatus(int paper, int user, int recoverable, int unrecoverable)
      implements PrinterAnswer {}

  /// A count of Custom, digits and a unit: `785cuts`, `510cm`, `12ret`.
  record Tally(long count, String unit) implements PrinterAnswer {}

  /// `5F … 00`: a name, a version, a counter.
  record TextBlock(Bytes text) implements PrinterAnswer {}

  /// Another block with a known first byte.
  record Block(int kind, Bytes content) implements PrinterAnswer {}

  /// XOFF when held, XON when not.
  record Flow(boolean held) implements PrinterAnswer {}

  /// Bytes that no answer explains.
  record Noise(Bytes bytes) implements PrinterAnswer {}
}
