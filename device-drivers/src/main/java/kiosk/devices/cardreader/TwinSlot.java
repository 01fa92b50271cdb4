package kiosk.devices.cardreader;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kiosk.devices.ccid.CardPresence;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.SlotError;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;

/// The reader's commands. Those that may safely be done twice are sent once more after a fault;
/// a card command never is.
final class TwinSlot {

  /// Voltages to try, as `bPowerSelect`: 5 V, which every carte Vitale takes, then 3 V and 1.8 V.
  /// The reader does not choose by itself.
  private static final int[] VOLTAGES = {1, 2, 3};

  private static final Bytes ASK_FIRMWARE = Bytes.ofHex("02");

  private final TwinPort port;
  private boolean troubled;

  TwinSlot(TwinPort port) {
    this.port = port;
  }

  /// What the reader calls itself (Escape `02`).
  String firmware() throws TwinFault, LinkException {
    CcidMessage reply = twice(MessageType.ESCAPE, 0, ASK_FIRMWARE);
    String text = new String(reply.data().toArray(), StandardCharsets.ISO_8859_1);
    return text.replaceAll("[^ -~]", "").strip();
  }

  /// What is in the slot.
  CardPresence status() throws TwinFault, LinkException {
    return twice(MessageType.GET_SLOT_STATUS, 0, Bytes.EMPTY).presence();
  }

  /// Gives the card power, at the first voltage that it answers to.
  ///
  /// @return its answer to reset, or nothing when it is mute or gone
  Optional<Bytes> powerOn() throws TwinFault, LinkException {
    for (int voltage : VOLTAGES) {
      CcidMessage reply = twice(MessageType.ICC_POWER_ON, voltage, Bytes.EMPTY);
      if (!reply.failed()) {
        return Optional.of(reply.data());
      }
      if (reply.presence() == CardPresence.ABSENT) {
        break;
      }
    }
    return Optional.empty();
  }

  void powerOff() throws TwinFault, LinkException {
    twice(MessageType.ICC_POWER_OFF, 0, Bytes.EMPTY);
  }

  /// Tells the reader the protocol and timing agreed with the card.
  ///
  /// @throws CardException when the reader does not take them as they are
  void setParameters(int protocol, Bytes parameters)
      throws TwinFault, LinkException, CardException {
    CcidMessage reply = twice(MessageType.SET_PARAMETERS, protocol, parameters);
    checkDone(reply);
    if (reply.third() != protocol || reply.data().length() != parameters.length()) {
      throw new CardException(CardException.Reason.PROTOCOL, "parameters not taken");
    }
  }

  /// Carries bytes to the card and back, once: nobody can tell whether a card command whose answer
  /// is lost was done.
  ///
  /// @param multiplier of the waiting time, as the card asked in T=1
  Bytes transfer(Bytes bytes, int multiplier) throws CardException {
    try {
      int wait = multiplier == 1 ? 0 : multiplier;
      CcidMessage reply = port.exchange(MessageType.XFR_BLOCK, wait, bytes, multiplier);
      checkDone(reply);
      return reply.data();
    } catch (LinkException e) {
      throw new CardException(CardException.Reason.READER_DOWN, String.valueOf(e.getMessage()));
    } catch (TwinFault e) {
      troubled = true;
      throw e.forCard();
    }
  }

  /// Makes the line fit for use again after a fault: silence first, then a word from the reader.
  void recover() throws TwinFault, LinkException {
    if (troubled) {
      troubled = false;
      port.drain();
      status();
    }
  }

  private CcidMessage twice(int type, int first, Bytes data) throws TwinFault, LinkException {
    try {
      return port.exchange(type, first, data, 1);
    } catch (TwinFault e) {
      port.drain();
      return port.exchange(type, first, data, 1);
    }
  }

  private static void checkDone(CcidMessage reply) throws CardException {
    if (!reply.failed()) {
      return;
    }
    boolean absent = reply.presence() == CardPresence.ABSENT;
    boolean mute = reply.second() == SlotError.MUTE;
    CardException.Reason reason =
        absent
            ? CardException.Reason.REMOVED
            : mute ? CardException.Reason.MUTE : CardException.Reason.PROTOCOL;
    throw new CardException(reason, SlotError.describe(reply.second()));
  }
}
