package kiosk.devices.selftest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import kiosk.devices.escpos.AnswerDecoder;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.Pace;

/// Questions to a printer and its answers, one after the other.
final class PrinterAsk implements AutoCloseable {

  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(2);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);
  private static final Duration GLANCE = Duration.ofMillis(400);

  private final ByteLink link;
  private final AnswerDecoder decoder;
  private final Pace pace;
  private final Deque<PrinterAnswer> heard = new ArrayDeque<>();

  private PrinterAsk(ByteLink link, boolean custom, Pace pace) {
    this.link = link;
    this.decoder = new AnswerDecoder(custom);
    this.pace = pace;
  }

  /// Opens the line and leaves nothing of an earlier user in the printer.
  ///
  /// @param custom whether the printer answers as Custom's do
  /// @param pace of waiting for answers
  static PrinterAsk open(LinkOpener opener, boolean custom, Pace pace) throws DeviceFailure {
    try {
      PrinterAsk ask = new PrinterAsk(opener.open(), custom, pace);
      if (!custom) {
        ask.send(new EscPosCommand.AutoStatus(0));
      }
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
    return await(kind, ANSWER_PATIENCE)
        .orElseThrow(
            () ->
                new DeviceFailure(
                    "no "
                        + what
                        + " within "
                        + ANSWER_PATIENCE.toSeconds()
                        + " s: off, mute or unplugged"));
  }

  /// Asks, and waits a moment for an answer that may well not exist.
  <T extends PrinterAnswer> Optional<T> maybe(Class<T> kind, EscPosCommand... question)
      throws DeviceFailure {
    heard.clear();
    send(question);
    return await(kind, GLANCE);
  }

  /// Asks for a name; empty when it has none.
  Optional<String> name(int which) throws DeviceFailure {
    return maybe(PrinterAnswer.TextBlock.class, new EscPosCommand.AskIdentity(which))
        .map(block -> plain(text(block.text())).strip())
        .filter(name -> !name.isEmpty());
  }

  /// One line that a profile's file can hold, whatever a unit calls itself.
  static String plain(String name) {
    return name.replaceAll("[^ -~]|\\\\", "?");
  }

  static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }

  private <T extends PrinterAnswer> Optional<T> await(Class<T> kind, Duration patience)
      throws DeviceFailure {
    long end = System.nanoTime() + patience.toNanos() / pace.times();
    while (true) {
      Optional<PrinterAnswer> next = next(end);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      if (kind.isInstance(next.get())) {
        return next.map(kind::cast);
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
