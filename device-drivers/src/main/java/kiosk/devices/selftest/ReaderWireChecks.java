package kiosk.devices.selftest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kiosk.devices.apdu.Atr;
import kiosk.devices.ccid.CardPresence;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkOpener;

/// What a GemPC Twin must do on the bare line (CCID 1.1; its serial framing), with or without a
/// card. Each check leaves the slot without power.
final class ReaderWireChecks {

  private static final int ROUNDS = 50;
  private static final Duration SLOWEST = Duration.ofMillis(400);
  private static final Duration FRAME_GAP = Duration.ofMillis(400);

  private final LinkOpener opener;

  private ReaderWireChecks(LinkOpener opener) {
    this.opener = opener;
  }

  /// Something done with an open line.
  private interface Deed {
    void with(ReaderAsk reader) throws DeviceFailure;
  }

  static List<Check> of(LinkOpener opener) {
    ReaderWireChecks checks = new ReaderWireChecks(opener);
    return List.of(
        checks.check("replies to a look at the slot", ReaderWireChecks::looks),
        checks.check("replies with the sequence number of each command", checks::sequences),
        checks.check("answers fifty looks, none slower than 400 ms", checks::rate),
        checks.check("says the same of its slot twice", checks::agrees),
        checks.check("refuses a frame with a wrong checksum", checks::refuses),
        checks.check("takes the next command after a frame that stopped", checks::resynchronises),
        checks.check("takes a command behind stray bytes", checks::passesStrayBytes),
        checks.check("refuses another slot", checks::otherSlot),
        checks.check("refuses a command that it does not know", checks::unknownCommand),
        checks.check("tells the protocol's parameters", checks::parameters),
        checks.check("names its firmware on the bare line", checks::firmware),
        checks.check("takes the power from the slot", checks::powerOff),
        checks.check("gives power, or says why it cannot", checks::powerOn),
        checks.check("gives a card's answer to reset in form, twice the same", checks::reset));
  }

  private Check check(String sentence, Deed deed) {
    return new Check(
        "reader: " + sentence,
        () -> {
          try (ReaderAsk reader = ReaderAsk.open(opener)) {
            deed.with(reader);
          }
        });
  }

  private static CcidMessage looks(ReaderAsk reader) throws DeviceFailure {
    CcidMessage reply = reader.ask(MessageType.GET_SLOT_STATUS, 0, Bytes.EMPTY);
    require(reply.type() == MessageType.SLOT_STATUS, "the reply is of type " + reply.type());
    require(reply.presence() != CardPresence.UNKNOWN, "it does not know whether there is a card");
    return reply;
  }

  private void sequences(ReaderAsk reader) throws DeviceFailure {
    for (int sequence : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
      reader.ask(CcidMessage.command(MessageType.GET_SLOT_STATUS, sequence, 0, Bytes.EMPTY));
    }
  }

  private void rate(ReaderAsk reader) throws DeviceFailure {
    long slowest = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      looks(reader);
      slowest = Math.max(slowest, System.nanoTime() - began);
    }
    require(
        slowest < SLOWEST.toNanos(),
        "the slowest took " + Duration.ofNanos(slowest).toMillis() + " ms");
  }

  private void agrees(ReaderAsk reader) throws DeviceFailure {
    CardPresence first = looks(reader).presence();
    require(looks(reader).presence() == first, "it changed its mind");
  }

  private void refuses(ReaderAsk reader) throws DeviceFailure {
    byte[] frame = look(0x11);
    frame[frame.length - 1] ^= 0x01;
    reader.send(frame);
    reader.awaitRefusal();
    looks(reader);
  }

  private void resynchronises(ReaderAsk reader) throws DeviceFailure {
    byte[] frame = look(0x12);
    reader.send(Bytes.of(frame, 0, frame.length / 2).toArray());
    reader.listen(FRAME_GAP);
    looks(reader);
  }

  private void passesStrayBytes(ReaderAsk reader) throws DeviceFailure {
    reader.send(new byte[] {0x41, 0x42});
    reader.listen(FRAME_GAP);
    looks(reader);
  }

  private void otherSlot(ReaderAsk reader) throws DeviceFailure {
    CcidMessage reply =
        reader.ask(new CcidMessage(MessageType.GET_SLOT_STATUS, 5, 0x13, 0, 0, 0, Bytes.EMPTY));
    require(reply.failed(), "it has a slot of number 5");
  }

  private void unknownCommand(ReaderAsk reader) throws DeviceFailure {
    require(reader.ask(0x7E, 0, Bytes.EMPTY).failed(), "it did something");
    looks(reader);
  }

  private void parameters(ReaderAsk reader) throws DeviceFailure {
    CcidMessage reply = reader.ask(MessageType.GET_PARAMETERS, 0, Bytes.EMPTY);
    require(
        reply.failed() || reply.data().length() >= 5,
        "they are " + reply.data().length() + " bytes");
  }

  private void firmware(ReaderAsk reader) throws DeviceFailure {
    CcidMessage reply = reader.ask(MessageType.ESCAPE, 0, Bytes.ofHex("02"));
    require(!reply.failed() && reply.data().length() > 0, "it has no name");
  }

  private void powerOff(ReaderAsk reader) throws DeviceFailure {
    CcidMessage reply = reader.ask(MessageType.ICC_POWER_OFF, 0, Bytes.EMPTY);
    require(!reply.failed(), "it refused");
    require(looks(reader).presence() != CardPresence.ACTIVE, "the card still has power");
  }

  private void powerOn(ReaderAsk reader) throws DeviceFailure {
    boolean there = looks(reader).presence() != CardPresence.ABSENT;
    CcidMessage reply = reader.ask(MessageType.ICC_POWER_ON, 0, Bytes.EMPTY);
    require(there || reply.failed(), "it gave power to an empty slot");
    reader.ask(MessageType.ICC_POWER_OFF, 0, Bytes.EMPTY);
  }

  /// Without a card, or with a mute one, there is nothing to compare.
  private void reset(ReaderAsk reader) throws DeviceFailure {
    Optional<Bytes> first = answerToReset(reader);
    if (first.isPresent()) {
      require(Atr.parse(first.get()).isPresent(), "it has not the form of ISO 7816-3");
      require(first.equals(answerToReset(reader)), "the second was another");
    }
    reader.ask(MessageType.ICC_POWER_OFF, 0, Bytes.EMPTY);
  }

  private static Optional<Bytes> answerToReset(ReaderAsk reader) throws DeviceFailure {
    CcidMessage reply = reader.ask(MessageType.ICC_POWER_ON, 0, Bytes.EMPTY);
    return reply.failed() ? Optional.empty() : Optional.of(reply.data());
  }

  private static byte[] look(int sequence) {
    return TwinFrame.encode(
        CcidMessage.command(MessageType.GET_SLOT_STATUS, sequence, 0, Bytes.EMPTY));
  }

  private static void require(boolean holds, String otherwise) throws DeviceFailure {
    if (!holds) {
      throw new DeviceFailure(otherwise);
    }
  }
}
