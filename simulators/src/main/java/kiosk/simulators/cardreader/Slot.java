package kiosk.simulators.cardreader;

import java.util.Optional;
import kiosk.devices.apdu.Atr;
import kiosk.devices.apdu.BitRate;
import kiosk.devices.apdu.Pps;
import kiosk.devices.ccid.CardPresence;
import kiosk.devices.link.Bytes;
import kiosk.simulators.card.SimulatedCard;

/// The slot: a card or none, its power, and the time that its line takes. Not for two threads.
final class Slot {

  /// The card's clock, in hertz.
  private static final int CLOCK = 4_000_000;

  /// Elementary time units of a character with its guard time (ISO/IEC 7816-3, sections 10.2 and
  /// 11.2).
  private static final int ETU_T0 = 12;

  private static final int ETU_T1 = 11;

  /// What a card said, and how long it and the question were on the card's line.
  ///
  /// @param bytes nothing when the card gave no answer
  record Answer(Optional<Bytes> bytes, long nanos) {

    static final Answer NONE = new Answer(Optional.empty(), 0);
  }

  private Optional<SimulatedCard> card = Optional.empty();
  private boolean powered;
  private boolean muted;
  private int protocol;
  private int cardRate = Atr.DEFAULT_RATE;
  private int readerRate = Atr.DEFAULT_RATE;

  void put(Optional<SimulatedCard> newCard) {
    card = newCard;
    powered = false;
  }

  Optional<SimulatedCard> card() {
    return card;
  }

  /// Makes whatever card is there mute.
  void mute(boolean mute) {
    muted = mute;
    powered &= !mute;
  }

  CardPresence presence() {
    if (card.isEmpty()) {
      return CardPresence.ABSENT;
    }
    return powered ? CardPresence.ACTIVE : CardPresence.INACTIVE;
  }

  Answer powerOn() {
    cardRate = Atr.DEFAULT_RATE;
    readerRate = Atr.DEFAULT_RATE;
    Optional<Bytes> atr = muted ? Optional.empty() : card.flatMap(SimulatedCard::reset);
    powered = atr.isPresent();
    protocol = atr.flatMap(Atr::parse).map(Atr::firstProtocol).orElse(0);
    return new Answer(atr, atr.map(bytes -> nanos(bytes.length(), ETU_T0)).orElse(0L));
  }

  void powerOff() {
    powered = false;
  }

  /// The reader's side of the rate; the card's side is changed by PPS alone.
  void readerRate(int rate) {
    readerRate = rate;
  }

  Answer transfer(Bytes tpdu) {
    if (card.isEmpty() || !powered || muted) {
      return Answer.NONE;
    }
    if (tpdu.length() > 0 && tpdu.at(0) == 0xFF) {
      return negotiate(card.get(), tpdu);
    }
    if (cardRate != readerRate) {
      // Each hears noise.
      return Answer.NONE;
    }
    Bytes answer = card.get().transmit(tpdu);
    long nanos =
        protocol == 1
            ? nanos(tpdu.length() + answer.length(), ETU_T1)
            : nanos(charactersT0(tpdu, answer), ETU_T0);
    return new Answer(Optional.of(answer), nanos);
  }

  private Answer negotiate(SimulatedCard powerful, Bytes request) {
    Optional<Bytes> answer = powerful.negotiate(request);
    long nanos = nanos(request.length() + answer.map(Bytes::length).orElse(0), ETU_T0);
    answer.flatMap(Pps::parse).ifPresent(pps -> cardRate = pps.rate());
    return new Answer(answer, nanos);
  }

  /// Header, procedure byte when data goes either way, data, status word.
  private static int charactersT0(Bytes tpdu, Bytes answer) {
    int sent = Math.max(0, tpdu.length() - 5);
    int got = Math.max(0, answer.length() - 2);
    return 5 + (sent + got > 0 ? 1 : 0) + sent + got + 2;
  }

  private long nanos(int characters, int etu) {
    return BitRate.of(cardRate).nanosFor(characters, CLOCK, etu);
  }
}
