package kiosk.simulators.cardreader;

import java.nio.charset.StandardCharsets;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.SlotError;
import kiosk.devices.link.Bytes;

/// What a GemPC Twin answers to each command, its line apart. Not for two threads.
final class TwinFirmware {

  /// A GemPC Twin's own error for an Escape that it does not know.
  private static final int UNKNOWN_ESCAPE = 0x0A;

  private static final Bytes ASK_FIRMWARE = Bytes.ofHex("02");
  private static final Bytes TELL_MOVEMENTS_WITH_REPLIES = Bytes.ofHex("01 01 01");
  private static final Bytes APDU_MODE = Bytes.ofHex("1F 02");

  /// A reply, and how long the card took for it.
  record Reply(CcidMessage message, long cardNanos) {}

  private final Slot slot;
  private final String firmware;
  private boolean synchronous;
  private int protocol;
  private Bytes parameters = Bytes.ofHex("11 00 00 0A 00");

  TwinFirmware(Slot slot, String firmware) {
    this.slot = slot;
    this.firmware = firmware;
  }

  /// Whether movements are told with the next reply in place of at once.
  boolean tellsMovementsWithReplies() {
    return synchronous;
  }

  Reply answer(CcidMessage command) {
    if (command.slot() != 0) {
      return failed(command, SlotError.BAD_SLOT);
    }
    return switch (command.type()) {
      case MessageType.ICC_POWER_ON -> ofCard(command, slot.powerOn());
      case MessageType.ICC_POWER_OFF -> {
        slot.powerOff();
        yield done(command, 0, Bytes.EMPTY);
      }
      case MessageType.GET_SLOT_STATUS, MessageType.ABORT -> done(command, 0, Bytes.EMPTY);
      case MessageType.XFR_BLOCK -> ofCard(command, slot.transfer(command.data()));
      case MessageType.SET_PARAMETERS -> set(command);
      case MessageType.GET_PARAMETERS, MessageType.RESET_PARAMETERS ->
          done(command, protocol, parameters);
      case MessageType.ESCAPE -> escape(command);
      default -> failed(command, SlotError.NOT_SUPPORTED);
    };
  }

  /// A failure of the reader's own, whatever the card would have said.
  Reply failed(CcidMessage command, int error) {
    return new Reply(reply(command, 0x40 | slot.presence().code(), error, 0, Bytes.EMPTY), 0);
  }

  private Reply done(CcidMessage command, int third, Bytes data) {
    return new Reply(reply(command, slot.presence().code(), 0, third, data), 0);
  }

  private Reply ofCard(CcidMessage command, Slot.Answer answer) {
    return answer
        .bytes()
        .map(
            bytes -> new Reply(reply(command, slot.presence().code(), 0, 0, bytes), answer.nanos()))
        .orElseGet(() -> failed(command, SlotError.MUTE));
  }

  private Reply set(CcidMessage command) {
    int length = command.first() == 1 ? 7 : 5;
    if (command.first() > 1 || command.data().length() != length) {
      return failed(command, SlotError.BAD_LENGTH);
    }
    protocol = command.first();
    parameters = command.data();
    slot.readerRate(parameters.at(0));
    return done(command, protocol, parameters);
  }

  private Reply escape(CcidMessage command) {
    Bytes request = command.data();
    if (request.equals(ASK_FIRMWARE)) {
      return done(command, 0, Bytes.of(firmware.getBytes(StandardCharsets.ISO_8859_1)));
    }
    if (request.equals(TELL_MOVEMENTS_WITH_REPLIES)) {
      synchronous = true;
      return done(command, 0, Bytes.ofHex("00"));
    }
    return request.equals(APDU_MODE)
        ? done(command, 0, Bytes.EMPTY)
        : failed(command, UNKNOWN_ESCAPE);
  }

  private static CcidMessage reply(
      CcidMessage command, int status, int error, int third, Bytes data) {
    int type = MessageType.replyTo(command.type());
    return new CcidMessage(type, command.slot(), command.sequence(), status, error, third, data);
  }
}
