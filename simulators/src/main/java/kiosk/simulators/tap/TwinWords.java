package kiosk.simulators.tap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.SlotError;
import kiosk.devices.ccid.TwinDecoder;
import kiosk.devices.ccid.TwinSignal;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;

/// A GemPC Twin's line in words: frames, and the card commands that they carry.
final class TwinWords implements Words {

  /// A frame that pauses for longer has been given up by both sides.
  private static final long PAUSE = 200_000_000;

  private final TwinDecoder commands = new TwinDecoder();
  private final TwinDecoder replies = new TwinDecoder();
  private final ApduWords card = new ApduWords();
  private int asked;
  private long heard;

  @Override
  public List<Said> hear(Passage passage) {
    List<Said> said = new ArrayList<>();
    TwinDecoder decoder = passage.direction() == Direction.OUT ? commands : replies;
    if (decoder.inside() && passage.nanos() - heard > PAUSE) {
      decoder.reset();
      said.add(Said.plainly("damage", "a frame that stopped in the middle"));
    }
    heard = passage.nanos();
    for (int i = 0; i < passage.bytes().length(); i++) {
      decoder
          .accept(passage.bytes().at(i))
          .ifPresent(signal -> said.add(said(signal, passage.direction())));
    }
    return said;
  }

  private Said said(TwinSignal signal, Direction direction) {
    return switch (signal) {
      case TwinSignal.Frame(CcidMessage message) -> frame(message, direction);
      case TwinSignal.Movement(boolean present) ->
          Said.plainly("movement", present ? "card in" : "card out");
      case TwinSignal.TimeRequest _ -> Said.plainly("time request", "");
      case TwinSignal.Nak _ -> Said.plainly("NAK", "");
      case TwinSignal.Damage(TwinSignal.Kind kind) -> Said.plainly("damage", word(kind));
    };
  }

  private Said frame(CcidMessage message, Direction direction) {
    if (message.isReply()) {
      return reply(message);
    }
    if (direction == Direction.IN) {
      return Said.plainly("echo", name(message.type()) + sequence(message));
    }
    asked = message.type();
    return command(message);
  }

  private Said command(CcidMessage command) {
    String name = name(command.type());
    String data = command.data().hex();
    return switch (command.type()) {
      case MessageType.XFR_BLOCK -> with(name, command, card.command(command.data()));
      case MessageType.ICC_POWER_ON, MessageType.ICC_POWER_OFF -> {
        card.reset();
        yield Said.plainly(name, sequence(command));
      }
      case MessageType.SET_PARAMETERS -> {
        card.protocol(command.first());
        yield Said.plainly(name, "T=%d %s%s".formatted(command.first(), data, sequence(command)));
      }
      default -> Said.plainly(name, data + sequence(command));
    };
  }

  private Said reply(CcidMessage reply) {
    String name = name(reply.type());
    if (reply.failed()) {
      return Said.plainly(name, SlotError.describe(reply.second()) + sequence(reply));
    }
    if (reply.asksForTime()) {
      return Said.plainly(name, "asks for time ×%d%s".formatted(reply.second(), sequence(reply)));
    }
    return switch (reply.type()) {
      case MessageType.DATA_BLOCK ->
          asked == MessageType.ICC_POWER_ON
              ? Said.plainly(name, "ATR " + reply.data().hex() + sequence(reply))
              : with(name, reply, card.response(reply.data()));
      case MessageType.SLOT_STATUS -> Said.plainly(name, word(reply.presence()) + sequence(reply));
      default -> Said.plainly(name, reply.data().hex() + sequence(reply));
    };
  }

  private static Said with(String name, CcidMessage message, Said inner) {
    return new Said(
        name + " " + inner.name(), inner.detail() + sequence(message), inner.personal());
  }

  /// CCID 1.1, sections 6.1 and 6.2.
  private static String name(int type) {
    return switch (type) {
      case MessageType.ICC_POWER_ON -> "IccPowerOn";
      case MessageType.ICC_POWER_OFF -> "IccPowerOff";
      case MessageType.GET_SLOT_STATUS -> "GetSlotStatus";
      case MessageType.XFR_BLOCK -> "XfrBlock";
      case MessageType.GET_PARAMETERS -> "GetParameters";
      case MessageType.RESET_PARAMETERS -> "ResetParameters";
      case MessageType.SET_PARAMETERS -> "SetParameters";
      case MessageType.ESCAPE, MessageType.ESCAPE_REPLY -> "Escape";
      case MessageType.ABORT -> "Abort";
      case MessageType.DATA_BLOCK -> "DataBlock";
      case MessageType.SLOT_STATUS -> "SlotStatus";
      case MessageType.PARAMETERS -> "Parameters";
      default -> "message %02X".formatted(type);
    };
  }

  private static String sequence(CcidMessage message) {
    return " #" + message.sequence();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
