package kiosk.simulators.tap;

import java.util.ArrayList;
import java.util.List;
import kiosk.devices.escpos.PrinterAnswer;

/// The bits of a printer's status, in words.
final class StatusWords {

  private final List<String> words = new ArrayList<>();

  private StatusWords() {}

  /// The answer to DLE EOT `which` (Epson, "ESC/POS Command Reference", DLE EOT).
  static String of(int which, int bits) {
    StatusWords status = new StatusWords();
    switch (which) {
      case 1 -> status.when(bits, 0x08, "offline");
      case 2 ->
          status
              .when(bits, 0x04, "cover open")
              .when(bits, 0x20, "stopped by the paper's end")
              .when(bits, 0x40, "error");
      case 3 -> status.errors(bits);
      case 4 -> status.when(bits, 0x0C, "paper near its end").when(bits, 0x60, "paper out");
      default -> status.words.add("%02X".formatted(bits));
    }
    return status.toString();
  }

  /// Epson, "ESC/POS Command Reference", GS a.
  static String of(PrinterAnswer.AutoStatus auto) {
    return new StatusWords()
        .when(auto.first(), 0x08, "offline")
        .when(auto.first(), 0x20, "cover open")
        .errors(auto.second())
        .when(auto.third(), 0x03, "paper near its end")
        .when(auto.third(), 0x0C, "paper out")
        .toString();
  }

  /// Custom, VKP80 and VKP80III manuals, DLE EOT 20.
  static String of(PrinterAnswer.FullStatus full) {
    return new StatusWords()
        .when(full.paper(), 0x01, "paper out")
        .when(full.paper(), 0x04, "paper near its end")
        .when(full.paper(), 0x20, "ticket in the output")
        .when(full.user(), 0x03, "cover open")
        .when(full.user(), 0x04, "spooling")
        .when(full.recoverable(), 0x01, "head too hot")
        .when(full.recoverable(), 0x08, "wrong voltage")
        .when(full.recoverable(), 0x40, "paper jam")
        .when(full.unrecoverable(), 0x03, "cutter")
        .when(full.unrecoverable(), 0x8C, "mechanism")
        .toString();
  }

  private StatusWords errors(int bits) {
    return when(bits, 0x04, "mechanical error")
        .when(bits, 0x08, "cutter")
        .when(bits, 0x20, "unrecoverable error")
        .when(bits, 0x40, "error that ends by itself");
  }

  private StatusWords when(int bits, int mask, String word) {
    if ((bits & mask) != 0) {
      words.add(word);
    }
    return this;
  }

  @Override
  public String toString() {
    return words.isEmpty() ? "all well" : String.join(", ", words);
  }
}
