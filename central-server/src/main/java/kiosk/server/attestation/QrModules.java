package kiosk.server.attestation;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kiosk.server.attestation.TaggedPdf.Box;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// A QR code (ISO/IEC 18004) as rectangles.
final class QrModules {

  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 0);

  /// The dark modules, row by row, neighbours joined.
  ///
  /// @param box where the code stands on the page
  static List<Box> of(String content, PDRectangle box) {
    BitMatrix code;
    try {
      code = new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 0, 0, HINTS);
    } catch (WriterException e) {
      throw new IllegalStateException("the verification address does not fit a QR code", e);
    }
    float module = box.getWidth() / code.getWidth();
    List<Box> boxes = new ArrayList<>();
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        int start = x;
        while (x < code.getWidth() && code.get(x, y)) {
          x++;
        }
        if (x > start) {
          float left = box.getLowerLeftX() + start * module;
          float bottom = box.getUpperRightY() - (y + 1) * module;
          boxes.add(new Box(left, bottom, (x - start) * module, module));
        }
      }
    }
    return boxes;
  }

  private QrModules() {}
}
