package kiosk.simulators.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.datamatrix.DataMatrixWriter;
import com.google.zxing.datamatrix.encoder.SymbolShapeHint;
import com.google.zxing.pdf417.PDF417Writer;
import com.google.zxing.pdf417.encoder.Dimensions;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;

/// The two-dimensional symbols of GS ( k (Epson, "ESC/POS Command Reference"): settings and data
/// are stored, then printed. There is no quiet zone but what the sender leaves.
final class Symbols {

  /// A symbol ready for the paper.
  record Drawn(Dots dots, PrintedTicket.Code code) {}

  private static final int PDF417 = 48;
  private static final int QR = 49;
  private static final int DATA_MATRIX = 54;

  /// Functions, the same for all symbols where they have them.
  private static final int QR_MODULE = 67;

  private static final int QR_CORRECTION = 69;
  private static final int STORE = 80;
  private static final int PRINT = 81;

  private final int lowestLevel;
  private int qrModule;
  private int qrCorrection;
  private int pdfColumns;
  private int pdfModule;
  private int pdfRowHeight;
  private int pdfCorrection;
  private int matrixModule;
  private final Map<Integer, Bytes> stored = new java.util.HashMap<>();

  /// @param custom whether the levels of a QR code are numbered from 49, as Custom does
  Symbols(boolean custom) {
    this.lowestLevel = custom ? 49 : 48;
    reset();
  }

  /// Power-on values; what is stored is gone.
  void reset() {
    qrModule = 3;
    qrCorrection = 0;
    pdfColumns = 0;
    pdfModule = 3;
    pdfRowHeight = 3;
    pdfCorrection = 1;
    matrixModule = 3;
    stored.clear();
  }

  /// Whether there is any such symbol here.
  static boolean knows(int kind) {
    return identifier(kind).isPresent();
  }

  /// Obeys one function.
  ///
  /// @return the symbol, when the function was to print one and it can be made
  Optional<Drawn> obey(EscPosCommand.Symbol2d command) {
    int first = command.parameters().length() > 0 ? command.parameters().at(0) : 0;
    if (command.function() == STORE) {
      int length = command.parameters().length();
      stored.put(command.kind(), command.parameters().slice(Math.min(1, length), length));
    } else if (command.function() == PRINT) {
      return print(command.kind());
    } else {
      set(command, first);
    }
    return Optional.empty();
  }

  /// What the stored symbol would take (function 82, which prints nothing).
  ///
  /// @param area the widest that can be printed
  /// @return empty for a symbol that there is none of
  Optional<PrinterAnswer> size(int kind, int area) {
    Dots dots = print(kind).map(Drawn::dots).orElseGet(() -> new Dots(0, 0));
    boolean printable = dots.height() > 0 && dots.width() <= area;
    return identifier(kind)
        .map(id -> new PrinterAnswer.SymbolSize(id, dots.width(), dots.height(), printable));
  }

  private static Optional<Integer> identifier(int kind) {
    return switch (kind) {
      case PDF417 -> Optional.of(0x2F);
      case QR -> Optional.of(0x36);
      // Not verified: the public pages of Epson's reference do not show DataMatrix's.
      case DATA_MATRIX -> Optional.of(0x56);
      default -> Optional.empty();
    };
  }

  private void set(EscPosCommand.Symbol2d command, int n) {
    switch (command.kind()) {
      case QR -> setQr(command.function(), n);
      case PDF417 -> setPdf(command, n);
      case DATA_MATRIX ->
          matrixModule = command.function() == 67 && n >= 2 && n <= 16 ? n : matrixModule;
      default -> {}
    }
  }

  private void setQr(int function, int n) {
    if (function == QR_MODULE && n >= 1 && n <= 16) {
      qrModule = n;
    } else if (function == QR_CORRECTION && n >= lowestLevel && n <= lowestLevel + 3) {
      qrCorrection = n - lowestLevel;
    }
  }

  private void setPdf(EscPosCommand.Symbol2d command, int n) {
    switch (command.function()) {
      case 65 -> pdfColumns = n <= 30 ? n : pdfColumns;
      case 67 -> pdfModule = n >= 2 && n <= 8 ? n : pdfModule;
      case 68 -> pdfRowHeight = n >= 2 && n <= 8 ? n : pdfRowHeight;
      case 69 -> pdfCorrection = correction(command.parameters(), pdfCorrection);
      default -> {}
    }
  }

  /// Function 069: m = 48 gives a level, m = 49 a ratio of which the default stands for all.
  private static int correction(Bytes parameters, int before) {
    boolean level = parameters.length() >= 2 && parameters.at(0) == 48;
    int n = level ? parameters.at(1) - 48 : -1;
    return n >= 0 && n <= 8 ? n : before;
  }

  private Optional<Drawn> print(int kind) {
    Bytes data = stored.get(kind);
    if (data == null || data.length() == 0) {
      return Optional.empty();
    }
    try {
      return switch (kind) {
        case QR -> Optional.of(new Drawn(qr(data), new PrintedTicket.Code("QR", text(data))));
        case PDF417 ->
            Optional.of(new Drawn(pdf417(data), new PrintedTicket.Code("PDF417", text(data))));
        case DATA_MATRIX ->
            Optional.of(new Drawn(matrix(data), new PrintedTicket.Code("DataMatrix", text(data))));
        default -> Optional.empty();
      };
    } catch (WriterException | RuntimeException e) {
      // Too much for a symbol: a printer prints none either.
      return Optional.empty();
    }
  }

  private Dots qr(Bytes data) throws WriterException {
    ErrorCorrectionLevel level =
        switch (qrCorrection) {
          case 0 -> ErrorCorrectionLevel.L;
          case 1 -> ErrorCorrectionLevel.M;
          case 2 -> ErrorCorrectionLevel.Q;
          default -> ErrorCorrectionLevel.H;
        };
    ByteMatrix matrix = Encoder.encode(raw(data), level).getMatrix();
    Dots dots = new Dots(matrix.getWidth(), matrix.getHeight());
    for (int y = 0; y < matrix.getHeight(); y++) {
      for (int x = 0; x < matrix.getWidth(); x++) {
        if (matrix.get(x, y) == 1) {
          dots.set(x, y);
        }
      }
    }
    return dots.scaled(qrModule, qrModule);
  }

  private Dots pdf417(Bytes data) throws WriterException {
    Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
    hints.put(EncodeHintType.MARGIN, 0);
    hints.put(EncodeHintType.ERROR_CORRECTION, pdfCorrection);
    hints.put(
        EncodeHintType.PDF417_DIMENSIONS,
        pdfColumns == 0
            ? new Dimensions(1, 8, 2, 90)
            : new Dimensions(pdfColumns, pdfColumns, 3, 90));
    BitMatrix matrix = new PDF417Writer().encode(raw(data), BarcodeFormat.PDF_417, 1, 1, hints);
    // The writer makes rows four modules high.
    Dots rows = new Dots(matrix.getWidth(), matrix.getHeight() / 4);
    for (int y = 0; y < rows.height(); y++) {
      for (int x = 0; x < rows.width(); x++) {
        if (matrix.get(x, y * 4)) {
          rows.set(x, y);
        }
      }
    }
    return rows.scaled(pdfModule, pdfModule * pdfRowHeight);
  }

  private Dots matrix(Bytes data) {
    Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
    hints.put(EncodeHintType.DATA_MATRIX_SHAPE, SymbolShapeHint.FORCE_SQUARE);
    BitMatrix matrix =
        new DataMatrixWriter().encode(raw(data), BarcodeFormat.DATA_MATRIX, 0, 0, hints);
    Dots dots = new Dots(matrix.getWidth(), matrix.getHeight());
    for (int y = 0; y < dots.height(); y++) {
      for (int x = 0; x < dots.width(); x++) {
        if (matrix.get(x, y)) {
          dots.set(x, y);
        }
      }
    }
    return dots.scaled(matrixModule, matrixModule);
  }

  /// The bytes one to one: the printer knows nothing of character sets here.
  private static String raw(Bytes data) {
    return new String(data.toArray(), StandardCharsets.ISO_8859_1);
  }

  /// What a scanner makes of the bytes: UTF-8 where they are, else Latin 1.
  static String text(Bytes data) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data.toArray())).toString();
    } catch (CharacterCodingException e) {
      return raw(data);
    }
  }
}
