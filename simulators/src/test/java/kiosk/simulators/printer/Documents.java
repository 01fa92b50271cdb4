package kiosk.simulators.printer;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import kiosk.devices.link.Bytes;
import kiosk.simulators.paper.PrintedTicket;

/// The corpus of other people's documents, printed and looked at.
final class Documents {

  private Documents() {}

  /// Prints a file on the unit that its name tells.
  static Printed print(String file) throws IOException {
    boolean custom = file.contains("vkp80") || file.endsWith("-custom");
    Printed printed = new Printed(custom ? PrinterModel.CUSTOM_VKP80III : PrinterModel.EPSON_TM);
    printed.receive(read(file));
    printed.finish();
    return printed;
  }

  static Bytes read(String file) throws IOException {
    try (InputStream in = Documents.class.getResourceAsStream("/escpos/" + file + ".bin")) {
      return Bytes.of(Objects.requireNonNull(in).readAllBytes());
    }
  }

  /// The columns that are black in a row.
  static List<Integer> inkOf(PrintedTicket ticket, int row) {
    Bytes dots = ticket.rows().get(row);
    return IntStream.range(0, ticket.widthDots())
        .filter(x -> (dots.at(x / 8) & 0x80 >> x % 8) != 0)
        .boxed()
        .toList();
  }

  /// What a scanner reads on the paper.
  static String scan(PrintedTicket ticket) throws Exception {
    int width = ticket.widthDots();
    int[] pixels = new int[width * ticket.heightDots()];
    Arrays.fill(pixels, 0xFFFFFF);
    for (int y = 0; y < ticket.heightDots(); y++) {
      for (int x : inkOf(ticket, y)) {
        pixels[y * width + x] = 0;
      }
    }
    RGBLuminanceSource picture = new RGBLuminanceSource(width, ticket.heightDots(), pixels);
    try {
      return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture))).getText();
    } catch (NotFoundException e) {
      throw new AssertionError("no scanner finds the symbol", e);
    }
  }
}
