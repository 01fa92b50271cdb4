package kiosk.devices.cardreader;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.TwinDecoder;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.ccid.TwinSignal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import org.jspecify.annotations.Nullable;

/// A reader with a card in it, on a line and a clock of the test's own: time passes only by the
/// bytes on the line, by what the card takes, and by waiting in vain.
final class VirtualTwin implements ByteLink, LongSupplier {

  /// What can happen to one reply.
  enum Fault {
    STRAY_BYTE,
    LOST_REPLY,
    NAK,
    WRONG_LRC,
    TRUNCATED
  }

  /// A carte Vitale: T=0, and a better rate than the first, so that PPS comes too.
  private static final Bytes ANSWER_TO_RESET = Bytes.ofHex("3B 75 13 00 00 44 09 EA 90 00");

  /// One character at 115200 baud, 8 data bits, 2 stop bits: 11 bits.
  private static final long BYTE = 11 * 1_000_000_000L / 115_200;

  private static final long POWER_ON = Duration.ofMillis(30).toNanos();
  private static final long CARD_COMMAND = Duration.ofMillis(15).toNanos();

  private final TwinDecoder heard = new TwinDecoder();
  private byte[] coming = {};
  private long now;
  private @Nullable Fault raised;
  private int raisedFor;
  private long struck;

  @Override
  public long getAsLong() {
    return now;
  }

  /// Spoils the next reply to a command of this type.
  void raise(Fault fault, int commandType) {
    raised = fault;
    raisedFor = commandType;
  }

  /// When the command came in whose reply was spoiled.
  long struck() {
    if (raised != null) {
      throw new AssertionError("the fault has not happened");
    }
    return struck;
  }

  @Override
  public int read(byte[] into, int offset, int length, Duration patience) {
    if (coming.length == 0) {
      now += patience.toNanos();
      return 0;
    }
    int count = Math.min(length, coming.length);
    System.arraycopy(coming, 0, into, offset, count);
    coming = Arrays.copyOfRange(coming, count, coming.length);
    now += count * BYTE;
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Duration patience) {
    now += length * BYTE;
    for (int i = offset; i < offset + length; i++) {
      Optional<TwinSignal> signal = heard.accept(bytes[i] & 0xFF);
      if (signal.isPresent() && signal.get() instanceof TwinSignal.Frame(CcidMessage command)) {
        coming = said(command);
      }
    }
  }

  @Override
  public void discardInput() {
    coming = new byte[0];
  }

  @Override
  public void close() {
    discardInput();
  }

  private byte[] said(CcidMessage command) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    said.writeBytes(TwinFrame.encode(command));
    Fault fault = command.type() == raisedFor ? raised : null;
    byte[] reply = TwinFrame.encode(reply(command));
    if (fault == null) {
      said.writeBytes(reply);
      return said.toByteArray();
    }
    raised = null;
    struck = now;
    switch (fault) {
      case STRAY_BYTE -> {
        said.write(0x41);
        said.writeBytes(reply);
      }
      case LOST_REPLY -> {}
      case NAK -> said.writeBytes(TwinFrame.nak());
      case WRONG_LRC -> {
        reply[reply.length - 1] ^= 0x5A;
        said.writeBytes(reply);
      }
      case TRUNCATED -> said.writeBytes(Arrays.copyOf(reply, reply.length / 2));
    }
    return said.toByteArray();
  }

  private CcidMessage reply(CcidMessage command) {
    Bytes data =
        switch (command.type()) {
          case MessageType.ICC_POWER_ON -> took(POWER_ON, ANSWER_TO_RESET);
          case MessageType.XFR_BLOCK -> took(CARD_COMMAND, answer(command.data()));
          case MessageType.SET_PARAMETERS -> command.data();
          default -> Bytes.EMPTY;
        };
    return new CcidMessage(
        MessageType.replyTo(command.type()), 0, command.sequence(), 0, 0, 0, data);
  }

  private Bytes took(long nanos, Bytes answer) {
    now += nanos;
    return answer;
  }

  /// A card agrees to a PPS (ISO/IEC 7816-3, section 9) and says done to everything else.
  private static Bytes answer(Bytes command) {
    return command.at(0) == 0xFF ? command : Bytes.ofHex("90 00");
  }
}
