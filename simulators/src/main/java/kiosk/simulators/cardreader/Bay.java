package kiosk.simulators.cardreader;

import java.util.Optional;
import java.util.function.Supplier;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.SlotError;
import kiosk.simulators.card.SimulatedCard;
import kiosk.simulators.scenario.ReaderFault.Kind;
import kiosk.simulators.scenario.ReaderFault.Point;

/// The slot as the technician's hand and the reader's protocol share it, under one lock.
final class Bay {

  private final Slot slot = new Slot();
  private final Faults faults = new Faults();
  private int movements;
  private int movementsAtCommand;

  Faults faults() {
    return faults;
  }

  TwinFirmware firmware(ReaderProfile profile) {
    return new TwinFirmware(slot, profile.firmware());
  }

  synchronized <T> T with(Supplier<T> question) {
    return question.get();
  }

  synchronized Optional<SimulatedCard> card() {
    return slot.card();
  }

  synchronized void put(Optional<SimulatedCard> card) {
    slot.put(card);
    movements++;
  }

  synchronized void mute(boolean mute) {
    slot.mute(mute);
  }

  /// The power goes with the line.
  synchronized void powerLost() {
    slot.powerOff();
  }

  /// What the reader has to say to a command.
  synchronized TwinFirmware.Reply answer(
      TwinFirmware firmware, CcidMessage command, Optional<Kind> fault) {
    movementsAtCommand = movements;
    if (faults.pulls(command.type(), Point.DURING)) {
      put(Optional.empty());
    }
    int error = fault.map(Bay::errorOf).orElse(-1);
    return error < 0 ? firmware.answer(command) : firmware.failed(command, error);
  }

  /// The reply when its time has come: mute, if the card has moved in the meantime.
  synchronized CcidMessage afterwards(
      TwinFirmware firmware, CcidMessage command, CcidMessage reply) {
    boolean moved = movements != movementsAtCommand;
    boolean ofCard = reply.data().length() > 0 && reply.type() == 0x80;
    return moved && ofCard ? firmware.failed(command, SlotError.MUTE).message() : reply;
  }

  private static int errorOf(Kind fault) {
    return switch (fault) {
      case PARITY -> SlotError.PARITY;
      case PROCEDURE_BYTE -> 0xF4;
      case BUSY -> 0xE0;
      case CARD_PROTOCOL -> 0xF6;
      case WRONG_LENGTH -> 0xBE;
      default -> -1;
    };
  }
}
