package kiosk.simulators.card;

import java.util.Optional;
import kiosk.devices.link.Bytes;

/// A card that is no carte Vitale and understands nothing: what matters of it is its answer to
/// reset, or that it gives none.
///
/// @param answerToReset empty for a card that is mute: upside down, broken, or without a chip
/// @param refusal what it answers to every T=0 command
record PlainCard(String id, Optional<Bytes> answerToReset, Bytes refusal) implements SimulatedCard {

  @Override
  public Optional<Bytes> reset() {
    return answerToReset;
  }

  @Override
  public Optional<Bytes> negotiate(Bytes request) {
    return Optional.empty();
  }

  @Override
  public Bytes transmit(Bytes tpdu) {
    return refusal;
  }
}
