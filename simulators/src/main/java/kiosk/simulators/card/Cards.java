package kiosk.simulators.card;

import java.util.List;
import java.util.Optional;
import kiosk.devices.link.Bytes;
import kiosk.simulators.persona.Deck;

/// All cards that can be put into a simulated reader, by their names.
public final class Cards {

  private static final Bytes WRONG_CLASS = Bytes.ofHex("6E00");

  /// Those that are no carte Vitale of a person.
  public static final List<String> OTHERS = List.of("vitale-1", "cps", "bank", "foreign", "mute");

  private Cards() {}

  /// A new card of this name: the id of a persona, or one of [#OTHERS].
  public static Optional<SimulatedCard> find(String name) {
    return switch (name) {
      case "vitale-1" -> plain(name, "3F 65 25 00 2C 09 69 90 00");
      case "cps" -> plain(name, "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00");
      // The card of the insurers' own staff: T=0, and nobody's carte Vitale.
      case "foreign" -> plain(name, "3B 67 00 00 2D 20 16 01 78 90 00");
      case "bank" -> Optional.of(new BankCard());
      case "mute" -> Optional.of(new PlainCard(name, Optional.empty(), Bytes.EMPTY));
      default -> Deck.find(name).map(CarteVitale::new);
    };
  }

  private static Optional<SimulatedCard> plain(String name, String atr) {
    return Optional.of(new PlainCard(name, Optional.of(Bytes.ofHex(atr)), WRONG_CLASS));
  }
}
