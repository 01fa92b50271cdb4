package kiosk.devices.selftest;

import java.time.Duration;
import java.util.Optional;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.TwinDecoder;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.ccid.TwinSignal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;

/// Single commands to a card reader on the bare line, and its replies.
final class ReaderAsk implements AutoCloseable {

  /// A GemPC Twin replies within 100 ms to what concerns no card.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ByteLink link;
  private final TwinDecoder decoder = new TwinDecoder();
  private int sequence = 0x40;

  private ReaderAsk(ByteLink link) {
    this.link = link;
  }

  static ReaderAsk open(LinkOpener opener) throws DeviceFailure {
    try {
      return new ReaderAsk(opener.open());
    } catch (LinkException e) {
      throw new DeviceFailure(e);
    }
  }

  /// Sends a command with a new sequence number and waits for its reply; echoes and movements are
  /// passed over.
  CcidMessage ask(int type, int first, Bytes data) throws DeviceFailure {
    sequence = (sequence + 1) & 0xFF;
    return ask(CcidMessage.command(type, sequence, first, data));
  }

  CcidMessage ask(CcidMessage command) throws DeviceFailure {
    send(TwinFrame.encode(command));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      TwinSignal signal = next(end).orElseThrow(ReaderAsk::silence);
      if (signal instanceof TwinSignal.Frame(CcidMessage reply)
          && reply.isReply()
          && reply.sequence() == command.sequence()
          && !reply.asksForTime()) {
        return reply;
      }
    }
  }

  void send(byte[] bytes) throws DeviceFailure {
    try {
      link.write(bytes, PATIENCE);
    } catch (LinkException e) {
      throw new DeviceFailure(e);
    }
  }

  /// Waits for the reader's refusal of a frame.
  void awaitRefusal() throws DeviceFailure {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!(next(end).orElseThrow(ReaderAsk::silence) instanceof TwinSignal.Nak)) {
      // Echoes and movements.
    }
  }

  /// Listens for as long as this, whatever comes.
  void listen(Duration time) throws DeviceFailure {
    long end = System.nanoTime() + time.toNanos();
    while (next(end).isPresent()) {
      // Passed over.
    }
    decoder.reset();
  }

  private Optional<TwinSignal> next(long end) throws DeviceFailure {
    byte[] one = new byte[1];
    try {
      while (System.nanoTime() < end) {
        int count = link.read(one, 0, 1, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        Optional<TwinSignal> signal = count == 1 ? decoder.accept(one[0] & 0xFF) : Optional.empty();
        if (signal.isPresent()) {
          return signal;
        }
      }
      return Optional.empty();
    } catch (LinkException e) {
      throw new DeviceFailure(e);
    }
  }

  private static DeviceFailure silence() {
    return new DeviceFailure(
        "no reply within " + PATIENCE.toSeconds() + " s: off, mute or unplugged");
  }

  @Override
  public void close() {
    link.close();
  }
}
