package kiosk.devices.printer;

import java.time.Duration;
import java.util.function.Consumer;
import kiosk.devices.escpos.AnswerDecoder;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;

/// An open line to a printer. Its own thread reads the answers, and watches over the writer: a
/// write that is past its deadline is ended by closing the line, which alone frees it on Linux.
final class PrinterLine implements AutoCloseable {

  /// What the reading thread has for the writer's.
  sealed interface News {

    record Heard(PrinterAnswer answer) implements News {}

    /// The line is gone.
    record Gone(PrinterLine line) implements News {}
  }

  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(3);
  private static final int CHUNK = 128;

  private final ByteLink link;
  private final boolean custom;
  private final Consumer<News> news;
  private volatile long writeBegun;
  private volatile boolean writing;

  private PrinterLine(ByteLink link, boolean custom, Consumer<News> news) {
    this.link = link;
    this.custom = custom;
    this.news = news;
  }

  /// Opens the line and starts its thread, which gives the news.
  ///
  /// @param custom whether the printer answers as Custom's do
  static PrinterLine open(LinkOpener opener, boolean custom, Consumer<News> news)
      throws LinkException {
    PrinterLine line = new PrinterLine(opener.open(), custom, news);
    Thread.ofPlatform().daemon().name("printer-answers").start(line::listen);
    return line;
  }

  void write(EscPosCommand... commands) throws LinkException {
    write(EscPosEncoder.encode(commands));
  }

  void write(byte[] bytes) throws LinkException {
    for (int i = 0; i < bytes.length; i += CHUNK) {
      writeBegun = System.nanoTime();
      writing = true;
      link.write(bytes, i, Math.min(CHUNK, bytes.length - i), WRITE_PATIENCE);
      writing = false;
    }
  }

  /// Whether the printer's own wire, where it has one, lets a piece pass. Questions pass always:
  /// they are answered in real time.
  boolean clear() {
    return link.clearToSend();
  }

  @Override
  public void close() {
    link.close();
  }

  private void listen() {
    AnswerDecoder decoder = new AnswerDecoder(custom);
    byte[] bytes = new byte[256];
    try {
      while (true) {
        int count = link.read(bytes, 0, bytes.length, GLANCE);
        decoder.feed(bytes, 0, count).forEach(answer -> news.accept(new News.Heard(answer)));
        watch();
      }
    } catch (LinkException e) {
      news.accept(new News.Gone(this));
    }
  }

  private void watch() {
    long late = WRITE_PATIENCE.plus(GLANCE).toNanos();
    if (writing && System.nanoTime() - writeBegun > late) {
      link.close();
    }
  }
}
