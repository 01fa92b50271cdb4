package kiosk.simulators.paper;

import com.google.zxing.oned.CodaBarWriter;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.oned.Code39Writer;
import com.google.zxing.oned.Code93Writer;
import com.google.zxing.oned.EAN13Writer;
import com.google.zxing.oned.EAN8Writer;
import com.google.zxing.oned.ITFWriter;
import com.google.zxing.oned.OneDimensionalCodeWriter;
import com.google.zxing.oned.UPCEWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.link.Bytes;

/// The bar codes of GS k (Epson, "ESC/POS Command Reference") with the settings of GS h, w, H, f.
final class Bars {

  /// A kind of bar code: its name on the paper's list, and who makes its bars.
  private record Kind(String name, OneDimensionalCodeWriter writer) {}

  private int height;
  private int module;
  private int caption;
  private int face;

  Bars() {
    reset();
  }

  /// Power-on values.
  void reset() {
    height = 162;
    module = 3;
    caption = 0;
    face = 0;
  }

  /// Obeys one command.
  ///
  /// @return the bar code, when one was to be printed and its data fits its kind
  Optional<Symbols.Drawn> obey(EscPosCommand.Symbol command, int widest) {
    switch (command) {
      case EscPosCommand.BarcodeHeight wanted -> height = Math.max(1, wanted.dots());
      case EscPosCommand.BarcodeModule wanted ->
          module = wanted.dots() >= 1 && wanted.dots() <= 6 ? wanted.dots() : module;
      case EscPosCommand.BarcodeCaption wanted -> caption = wanted.where() & 3;
      case EscPosCommand.BarcodeFace wanted -> face = wanted.font() & 1;
      case EscPosCommand.Barcode code -> {
        return print(code, widest);
      }
      case EscPosCommand.Symbol2d _ -> {}
    }
    return Optional.empty();
  }

  private Optional<Symbols.Drawn> print(EscPosCommand.Barcode code, int widest) {
    Kind kind = kind(code.system());
    if (kind == null) {
      return Optional.empty();
    }
    String data = data(code.system(), code.data());
    try {
      boolean[] bars = kind.writer().encode(contents(code.system(), data));
      return bars.length * module > widest
          ? Optional.empty()
          : Optional.of(
              new Symbols.Drawn(draw(bars, data), new PrintedTicket.Code(kind.name(), data)));
    } catch (RuntimeException e) {
      // Wrong digits for this kind: a printer prints none either.
      return Optional.empty();
    }
  }

  private static @org.jspecify.annotations.Nullable Kind kind(int system) {
    return switch (system) {
      case 0, 65 -> new Kind("UPC-A", new EAN13Writer());
      case 1, 66 -> new Kind("UPC-E", new UPCEWriter());
      case 2, 67 -> new Kind("EAN13", new EAN13Writer());
      case 3, 68 -> new Kind("EAN8", new EAN8Writer());
      case 4, 69 -> new Kind("Code39", new Code39Writer());
      case 5, 70 -> new Kind("ITF", new ITFWriter());
      case 6, 71 -> new Kind("Codabar", new CodaBarWriter());
      case 72 -> new Kind("Code93", new Code93Writer());
      case 73, 74 -> new Kind("Code128", new Code128Writer());
      default -> null;
    };
  }

  /// What the writer wants: UPC-A is EAN-13 that begins with 0.
  private static String contents(int system, String data) {
    return switch (system) {
      case 0, 65 -> "0" + data;
      default -> data;
    };
  }

  private static String data(int system, Bytes bytes) {
    return system == 73
        ? code128(bytes)
        : new String(bytes.toArray(), StandardCharsets.ISO_8859_1).replace("*", "");
  }

  /// `{A`, `{B`, `{C` choose a set, `{1` is FNC1, `{{` a brace; in set C a byte is two digits.
  private static String code128(Bytes bytes) {
    StringBuilder text = new StringBuilder();
    boolean pairs = false;
    for (int i = 0; i < bytes.length(); i++) {
      int b = bytes.at(i);
      if (b == '{' && i + 1 < bytes.length()) {
        int next = bytes.at(++i);
        pairs = next == 'C' || (pairs && next == '1');
        text.append(next == '{' ? "{" : "");
      } else if (pairs) {
        text.append("%02d".formatted(Math.min(b, 99)));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  private Dots draw(boolean[] bars, String data) {
    Glyphs glyphs = Glyphs.face(face);
    int above = (caption & 1) != 0 ? glyphs.height() : 0;
    int below = (caption & 2) != 0 ? glyphs.height() : 0;
    Dots dots = new Dots(bars.length * module, above + height + below);
    for (int i = 0; i < bars.length; i++) {
      if (bars[i]) {
        dots.fill(i * module, above, (i + 1) * module, above + height);
      }
    }
    int left = Math.max(0, (dots.width() - data.length() * glyphs.width()) / 2);
    for (int i = 0; i < data.length(); i++) {
      Dots cell = glyphs.cell(data.charAt(i));
      if (above > 0) {
        dots.draw(cell, left + i * glyphs.width(), 0);
      }
      if (below > 0) {
        dots.draw(cell, left + i * glyphs.width(), above + height);
      }
    }
    return dots;
  }
}
