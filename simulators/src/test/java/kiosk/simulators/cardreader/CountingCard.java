package kiosk.simulators.cardreader;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import kiosk.devices.link.Bytes;
import kiosk.simulators.card.SimulatedCard;

/// A card that counts what it is told: what a command that must not be done twice would do.
final class CountingCard implements SimulatedCard {

  final AtomicInteger commands = new AtomicInteger();

  @Override
  public String id() {
    return "counting";
  }

  @Override
  public Optional<Bytes> reset() {
    return Optional.of(Bytes.ofHex("3B 00"));
  }

  @Override
  public Optional<Bytes> negotiate(Bytes request) {
    return Optional.empty();
  }

  @Override
  public Bytes transmit(Bytes tpdu) {
    commands.incrementAndGet();
    return Bytes.ofHex("2A 90 00");
  }
}
