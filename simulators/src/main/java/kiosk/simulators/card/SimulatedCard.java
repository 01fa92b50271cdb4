package kiosk.simulators.card;

import java.util.Optional;
import kiosk.devices.link.Bytes;

/// A chip card as a reader meets it at its contacts. One thread.
public interface SimulatedCard {

  /// As commands name it: the persona's id, or the kind of card.
  String id();

  /// Power and reset: the answer to reset, or nothing from a mute card. All that was selected
  /// before is forgotten.
  Optional<Bytes> reset();

  /// A request for protocol and rate (ISO/IEC 7816-3, section 9), possible once after a reset.
  ///
  /// @return the card's answer, or nothing when it does not understand
  Optional<Bytes> negotiate(Bytes request);

  /// One TPDU: a T=0 command with its data, answered by data and status word; or a T=1 block,
  /// answered by a block.
  Bytes transmit(Bytes tpdu);
}
