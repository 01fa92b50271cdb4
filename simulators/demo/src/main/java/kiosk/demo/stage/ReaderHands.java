package kiosk.demo.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kiosk.simulators.card.Cards;
import kiosk.simulators.cardreader.SimulatedReader;
import kiosk.simulators.panel.ReaderControls;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import kiosk.simulators.scenario.Fault;
import kiosk.simulators.scenario.ReaderFault;
import kiosk.simulators.tap.LineTap;

/// The simulated reader in a technician's hands. Safe from any thread.
final class ReaderHands implements ReaderControls, AutoCloseable {

  /// Long enough for any driver to see it.
  private static final Duration REPLUG = Duration.ofMillis(200);

  private final LineTap tap = LineTap.ofReader();
  private final SimulatedReader reader;
  private final Map<ReaderFault, String> asked = new LinkedHashMap<>();

  /// Plugs it in.
  ///
  /// @param link becomes the serial port
  ReaderHands(Path link) {
    reader = SimulatedReader.start(link, tap::watch);
  }

  @Override
  public List<CardChoice> cards() {
    List<CardChoice> cards = new ArrayList<>();
    for (Persona persona : Deck.all()) {
      String name = persona.holder().givenName() + " " + persona.holder().surname();
      cards.add(new CardChoice(persona.id(), name + " – " + persona.label(), true));
    }
    Cards.OTHERS.forEach(other -> cards.add(new CardChoice(other, other, false)));
    return List.copyOf(cards);
  }

  @Override
  public Optional<String> inserted() {
    return reader.inserted();
  }

  @Override
  public void insert(String card) {
    reader.insert(card);
  }

  @Override
  public void remove() {
    reader.remove();
  }

  @Override
  public List<FaultChoice> faults() {
    return ReaderFault.NAMES.stream()
        .map(fault -> new FaultChoice(fault.name(), fault.hint()))
        .toList();
  }

  @Override
  public synchronized List<String> raised() {
    asked.keySet().retainAll(reader.raised());
    return List.copyOf(asked.values());
  }

  @Override
  public synchronized void raise(String name, String argument) {
    String line = (name + " " + argument).strip();
    Fault.Planned<ReaderFault> planned = ReaderFault.plan(line);
    reader.raise(planned.fault(), planned.trigger());
    asked.put(planned.fault(), line);
  }

  @Override
  public synchronized void mend() {
    reader.clear();
    asked.clear();
  }

  @Override
  public LineTap tap() {
    return tap;
  }

  /// Also pulls the plug for a moment: only a session that begins with the driver's first command
  /// can be replayed.
  @Override
  public void record() {
    tap.record();
    reader.raise(new ReaderFault.Unplugged(REPLUG));
  }

  @Override
  public void close() {
    reader.close();
  }
}
