package kiosk.devices.cardreader;

import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.link.Bytes;

/// The powered card of a conversation; valid only while the conversation is held.
public interface CardChannel {

  /// The answer to reset as it came, 2–33 bytes (ISO/IEC 7816-3, section 8.2).
  Bytes atr();

  /// Sends one command and returns the card's whole answer; GET RESPONSE and the 6Cxx retry of T=0
  /// are done here (ISO/IEC 7816-3, section 12.2).
  ///
  /// @throws CardException when no answer of the card can be had
  ResponseApdu transmit(CommandApdu command) throws CardException;
}
