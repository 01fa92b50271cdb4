package kiosk.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import kiosk.devices.link.Bytes;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// The first page of a PDF as a spooler sends it to a receipt printer: a picture as wide as the
/// print, one bit a dot.
final class PdfPicture {

  private static final int BLACK = 0xFF000000;

  private PdfPicture() {}

  /// The dots, row by row, most significant bit left.
  ///
  /// @param widthBytes of a row
  static Bytes dots(byte[] pdf, int widthBytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      float points = document.getPage(0).getCropBox().getWidth();
      BufferedImage page =
          new PDFRenderer(document).renderImage(0, widthBytes * 8 / points, ImageType.BINARY);
      byte[] dots = new byte[widthBytes * page.getHeight()];
      for (int y = 0; y < page.getHeight(); y++) {
        for (int x = 0; x < Math.min(widthBytes * 8, page.getWidth()); x++) {
          if (page.getRGB(x, y) == BLACK) {
            dots[y * widthBytes + x / 8] |= (byte) (0x80 >> x % 8);
          }
        }
      }
      return Bytes.of(dots);
    }
  }
}
