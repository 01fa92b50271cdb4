package kiosk.devices.cardreader;

import java.util.Optional;
import kiosk.devices.apdu.Atr;
import kiosk.devices.apdu.BitRate;
import kiosk.devices.apdu.Pps;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;

/// Brings a powered card to its best rate: the reader works at TPDU level, so PPS and parameters
/// are the host's part (ISO/IEC 7816-3, section 9; CCID 1.1, section 6.1.7).
final class Activation {

  /// The card's clock in a GemPC Twin, in hertz.
  private static final int CLOCK = 4_000_000;

  /// `dwMaxDataRate` of a GemPC Twin, in bits a second.
  private static final int MOST_BAUD = 344_086;

  private final TwinSlot slot;
  private final Atr atr;

  Activation(TwinSlot slot, Atr atr) {
    this.slot = slot;
    this.atr = atr;
  }

  /// Agrees on rate and protocol and gives the channel to the card. A card that does not agree to
  /// its own best rate is reset and used at the initial one.
  CardChannel channel() throws CardException, TwinFault, LinkException {
    int rate = rate();
    if (rate != Atr.DEFAULT_RATE && !atr.specific() && !agrees(rate)) {
      slot.recover();
      slot.powerOff();
      if (slot.powerOn().isEmpty()) {
        throw new CardException(CardException.Reason.MUTE, "mute after a refused rate");
      }
      rate = Atr.DEFAULT_RATE;
    }
    int protocol = atr.firstProtocol();
    slot.setParameters(protocol, protocol == 1 ? parametersT1(rate) : parametersT0(rate));
    return protocol == 1 ? T1Channel.open(slot, atr) : new T0Channel(slot, atr);
  }

  /// The card's own rate, when it means something and the reader can follow.
  private int rate() {
    BitRate best = BitRate.of(atr.rate());
    boolean usable = !best.equals(BitRate.INITIAL) && best.baud(CLOCK) <= MOST_BAUD;
    return usable ? atr.rate() : Atr.DEFAULT_RATE;
  }

  private boolean agrees(int rate) throws CardException {
    Pps request = new Pps(atr.firstProtocol(), rate);
    try {
      Optional<Pps> answer = Pps.parse(slot.transfer(request.encode(), 1));
      return answer.equals(Optional.of(request));
    } catch (CardException e) {
      if (e.reason() == CardException.Reason.REMOVED
          || e.reason() == CardException.Reason.READER_DOWN) {
        throw e;
      }
      return false;
    }
  }

  /// `bmFindexDindex bmTCCKST0 bGuardTimeT0 bWaitingIntegerT0 bClockStop` (CCID 1.1, 6.1.7).
  private Bytes parametersT0(int rate) {
    int convention = atr.inverse() ? 2 : 0;
    return Bytes.of(
        new byte[] {(byte) rate, (byte) convention, (byte) atr.guard(), (byte) atr.waiting(), 0});
  }

  /// `bmFindexDindex bmTCCKST1 bGuardTimeT1 bWaitingIntegersT1 bClockStop bIFSC bNadValue`.
  private Bytes parametersT1(int rate) {
    int checks = 0x10 | (atr.inverse() ? 2 : 0) | (atr.crc() ? 1 : 0);
    return Bytes.of(
        new byte[] {
          (byte) rate,
          (byte) checks,
          (byte) atr.guard(),
          (byte) atr.blockWaiting(),
          0,
          (byte) atr.blockSize(),
          0
        });
  }
}
