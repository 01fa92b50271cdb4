package kiosk.devices.cardreader;

import java.io.ByteArrayOutputStream;
import kiosk.devices.apdu.Atr;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.link.Bytes;

/// T=0 over a reader at TPDU level: GET RESPONSE and the retry with the right Le are done here
/// (ISO/IEC 7816-3, section 12.2.1).
final class T0Channel implements CardChannel {

  private static final int GET_RESPONSE = 0xC0;

  /// A card that always has more to say is not followed for ever.
  private static final int MOST_PARTS = 8;

  private final TwinSlot slot;
  private final Atr atr;

  T0Channel(TwinSlot slot, Atr atr) {
    this.slot = slot;
    this.atr = atr;
  }

  @Override
  public Bytes atr() {
    return atr.raw();
  }

  @Override
  public ResponseApdu transmit(CommandApdu command) throws CardException {
    ResponseApdu answer = once(command);
    if (answer.sw1() == 0x6C && command.data().length() == 0) {
      // The card has done nothing and says the right Le: sending again is what it asks for.
      answer = once(command.withLe(answer.sw2() == 0 ? 256 : answer.sw2()));
    }
    return command.le() > 0 ? collect(command, answer) : answer;
  }

  private ResponseApdu collect(CommandApdu command, ResponseApdu first) throws CardException {
    ResponseApdu answer = first;
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.writeBytes(first.data().toArray());
    for (int part = 0; answer.sw1() == 0x61 && part < MOST_PARTS; part++) {
      int left = Math.min(answer.sw2() == 0 ? 256 : answer.sw2(), command.le() - parts.size());
      if (left <= 0) {
        break;
      }
      answer = once(CommandApdu.of(command.cla(), GET_RESPONSE, 0, 0, left));
      parts.writeBytes(answer.data().toArray());
    }
    if (parts.size() > 256) {
      throw new CardException(CardException.Reason.PROTOCOL, "more data than asked for");
    }
    return new ResponseApdu(Bytes.of(parts.toByteArray()), answer.sw());
  }

  private ResponseApdu once(CommandApdu command) throws CardException {
    return ResponseApdu.parse(slot.transfer(command.encodeT0(), 1))
        .orElseThrow(
            () -> new CardException(CardException.Reason.PROTOCOL, "answer without status word"));
  }
}
