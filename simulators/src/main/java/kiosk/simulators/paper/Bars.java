package kiosk.simulators.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.link.Bytes;
import org.jspecify.annotations.Nullable;

/// The bar codes of GS k (Epson, "ESC/POS Command Reference") with the settings of GS h, w, H, f.
final class Bars {

  /// A kind of bar code.
  ///
  /// @param name on the paper's list
  /// @param digits with the check digit, of a kind that has one; else 0
  private record Kind(String name, BarcodeFormat format, int digits) {

    Kind(String name, BarcodeFormat format) {
      this(name, format, 0);
    }
  }

  private static final int CODE_128 = 73;

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
    String data = data(kind, code);
    try {
      BitMatrix bars = encode(kind, code, data);
      return bars.getWidth() * module > widest
          ? Optional.empty()
          : Optional.of(
              new Symbols.Drawn(draw(bars, data), new PrintedTicket.Code(kind.name(), data)));
    } catch (WriterException | RuntimeException e) {
      // Wrong digits for this kind: a printer prints none either.
      return Optional.empty();
    }
  }

  private static @Nullable Kind kind(int system) {
    return switch (system) {
      case 0, 65 -> new Kind("UPC-A", BarcodeFormat.UPC_A, 12);
      case 1, 66 -> new Kind("UPC-E", BarcodeFormat.UPC_E);
      case 2, 67 -> new Kind("EAN13", BarcodeFormat.EAN_13, 13);
      case 3, 68 -> new Kind("EAN8", BarcodeFormat.EAN_8, 8);
      case 4, 69 -> new Kind("Code39", BarcodeFormat.CODE_39);
      case 5, 70 -> new Kind("ITF", BarcodeFormat.ITF);
      case 6, 71 -> new Kind("Codabar", BarcodeFormat.CODABAR);
      case 72 -> new Kind("Code93", BarcodeFormat.CODE_93);
      case CODE_128, 74 -> new Kind("Code128", BarcodeFormat.CODE_128);
      default -> null;
    };
  }

  /// One row of modules, black or white.
  private static BitMatrix encode(Kind kind, EscPosCommand.Barcode code, String data)
      throws WriterException {
    Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
    hints.put(EncodeHintType.MARGIN, 0);
    if (code.system() == CODE_128) {
      onlySet(code.data()).ifPresent(set -> hints.put(EncodeHintType.FORCE_CODE_SET, set));
    }
    return new MultiFormatWriter().encode(data, kind.format(), 0, 1, hints);
  }

  private static String data(Kind kind, EscPosCommand.Barcode code) {
    if (code.system() == CODE_128) {
      return code128(code.data());
    }
    String data = new String(code.data().toArray(), StandardCharsets.ISO_8859_1).replace("*", "");
    return data.length() == kind.digits() - 1 ? data + checkDigit(data) : data;
  }

  /// The digit that the printer adds when it is not sent one: from the right, every other digit
  /// three times, up to the next ten.
  private static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += Character.digit(digits.charAt(i), 10) * ((digits.length() - i) % 2 == 1 ? 3 : 1);
    }
    return Math.floorMod(-sum, 10);
  }

  /// The one set that all of the data is in, if it is in one.
  private static Optional<String> onlySet(Bytes data) {
    String text = new String(data.toArray(), StandardCharsets.ISO_8859_1).replace("{{", "");
    return text.matches("\\{[ABC][^{]*") ? Optional.of(text.substring(1, 2)) : Optional.empty();
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

  private Dots draw(BitMatrix bars, String data) {
    Glyphs glyphs = Glyphs.face(face);
    int above = (caption & 1) != 0 ? glyphs.height() : 0;
    int below = (caption & 2) != 0 ? glyphs.height() : 0;
    Dots dots = new Dots(bars.getWidth() * module, above + height + below);
    for (int i = 0; i < bars.getWidth(); i++) {
      if (bars.get(i, 0)) {
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
