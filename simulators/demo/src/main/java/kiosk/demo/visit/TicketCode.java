package kiosk.demo.visit;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// Reads the verification code off the picture of a ticket, as a telephone would.
final class TicketCode {

  /// The verification code in the QR code of a ticket: the last part of the address it holds.
  static String read(byte[] png) throws StepException {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int width = image.getWidth();
      int height = image.getHeight();
      int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
      BinaryBitmap bitmap =
          new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
      String url = new QRCodeReader().decode(bitmap).getText();
      return url.substring(Math.max(url.lastIndexOf('/'), url.lastIndexOf('=')) + 1);
    } catch (NotFoundException e) {
      throw new StepException("expected a QR code on the ticket, found none");
    } catch (ReaderException | IOException e) {
      throw new StepException("expected a QR code on the ticket that can be read: " + e);
    }
  }

  private TicketCode() {}
}
