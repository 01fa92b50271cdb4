package kiosk.devices.escpos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import kiosk.devices.link.Bytes;

/// Answers to bytes, for those who stand in for a printer.
public final class AnswerEncoder {

  private AnswerEncoder() {}

  /// The bytes of one answer.
  public static byte[] encode(PrinterAnswer answer) {
    return switch (answer) {
      case PrinterAnswer.Status status -> bytes(status.bits());
      case PrinterAnswer.AutoStatus auto ->
          bytes(auto.first(), auto.second(), auto.third(), auto.fourth());
      case PrinterAnswer.Sensor sensor -> bytes(sensor.bits());
      case PrinterAnswer.FencePassed fence -> block(0x37, 0x22, fence.id());
      case PrinterAnswer.BuffersCleared _ -> bytes(0x37, 0x25, 0x00);
      case PrinterAnswer.SymbolSize size -> block(0x37, size.identifier(), digits(size));
      case PrinterAnswer.FullStatus full ->
          bytes(0x10, 0x0F, full.paper(), full.user(), full.recoverable(), full.unrecoverable());
      case PrinterAnswer.Tally tally ->
          (tally.count() + tally.unit()).getBytes(StandardCharsets.US_ASCII);
      case PrinterAnswer.TextBlock text -> block(0x5F, 0, text.text());
      case PrinterAnswer.Block block -> block(block.kind(), 0, block.content());
      case PrinterAnswer.Flow flow -> bytes(flow.held() ? 0x13 : 0x11);
      case PrinterAnswer.Noise noise -> noise.bytes().toArray();
    };
  }

  private static Bytes digits(PrinterAnswer.SymbolSize size) {
    String text =
        "%d\u001F%d\u001F1\u001F%d"
            .formatted(size.width(), size.height(), size.printable() ? 0 : 1);
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] block(int kind, int function, Bytes content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(kind);
    if (function != 0) {
      out.write(function);
    }
    out.writeBytes(content.toArray());
    out.write(0);
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
