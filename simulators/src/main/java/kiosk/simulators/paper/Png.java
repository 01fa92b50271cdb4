package kiosk.simulators.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import kiosk.devices.link.Bytes;

/// Rows of dots as a PNG of one bit a pixel (W3C, "Portable Network Graphics", third edition).
final class Png {

  private static final Bytes SIGNATURE = Bytes.ofHex("89 50 4e 47 0d 0a 1a 0a");

  /// 203 dots an inch, in dots a metre (section 11.3.4.3).
  private static final int DOTS_A_METRE = 7992;

  private Png() {}

  static Bytes of(int width, List<Bytes> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE.toArray());
    ByteBuffer head = ByteBuffer.allocate(13);
    // Section 11.2.1: one bit of grey, no filter of its own, not interlaced.
    head.putInt(width).putInt(Math.max(1, rows.size())).put((byte) 1).put(new byte[4]);
    chunk(out, "IHDR", head.array());
    chunk(
        out,
        "pHYs",
        ByteBuffer.allocate(9).putInt(DOTS_A_METRE).putInt(DOTS_A_METRE).put((byte) 1).array());
    chunk(out, "IDAT", pixels(width, rows));
    chunk(out, "IEND", new byte[0]);
    return Bytes.of(out.toByteArray());
  }

  private static byte[] pixels(int width, List<Bytes> rows) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    int stride = (width + 7) / 8;
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < Math.max(1, rows.size()); y++) {
        deflater.write(0);
        for (int i = 0; i < stride; i++) {
          // On paper a set bit is black; in grey it is white.
          deflater.write(rows.isEmpty() ? 0xFF : ~rows.get(y).at(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
