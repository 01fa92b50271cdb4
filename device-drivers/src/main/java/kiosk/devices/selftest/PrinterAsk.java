package kiosk.devices.selftest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import kiosk.devices.escpos.AnswerDecoder;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;

/// Questions to a printer and its answers, one after the other.
final class PrinterAsk implements AutoCloseable {

  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(2);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);

  private final ByteLink link;
  private final AnswerDecoder decoder = new AnswerDecoder();
  private final Deque<PrinterAnswer> heard = new ArrayDeque<>();

  private PrinterAsk(ByteLink link) {
    this.link = link;
  }

  /// Opens the line and leaves nothing of an earlier user in the printer.
  static PrinterAsk open(LinkOpener opener) throws DeviceFailure {
    try {
      PrinterAsk ask = new PrinterAsk(opener.open());
      ask.send(new EscPosCommand.AutoStatus(0));
      return ask;
    } catch (LinkException e) {
      throw new DeviceFailure(e);
    }
  }

  void send(EscPosCommand... commands) throws DeviceFailure {
    sendBytes(EscPosEncoder.encode(commands));
  }

  void sendBytes(byte[] bytes) throws DeviceFailure {
    try {
      link.write(bytes, WRITE_PATIENCE);
    } catch (LinkException e) {
      throw new DeviceFailure(e);
    }
  }

  /// Waits for an answer of a kind; others are passed over.
  ///
  /// @param what names it when it does not come
  <T extends PrinterAnswer> T await(Class<T> kind, String what) throws DeviceFailure {
    long end = System.nanoTime() + ANSWER_PATIENCE.toNanos();
    while (true) {
      Optional<PrinterAnswer> next = next(end);
      if (next.isEmpty()) {
        throw new DeviceFailure(
            "no " + what + " within " + ANSWER_PATIENCE.toSeconds() + " s: off, mute or unplugged");
      }
      if (kind.isInstance(next.get())) {
        return kind.cast(next.get());
      }
    }
  }

  private Optional<PrinterAnswer> next(long end) throws DeviceFailure {
    byte[] bytes = new byte[256];
    try {
      while (heard.isEmpty() && System.nanoTime() < end) {
        Duration patience = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        int count = link.read(bytes, 0, bytes.length, patience);
        heard.addAll(decoder.feed(bytes, 0, count));
      }
    } catch (LinkException e) {
      throw new DeviceFailure(e);
    }
    return Optional.ofNullable(heard.poll());
  }

  @Override
  public void close() {
    link.close();
  }
}
