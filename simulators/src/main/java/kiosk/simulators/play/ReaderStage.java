package kiosk.simulators.play;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.SerialLink;
import kiosk.devices.vitale.CardReading;
import kiosk.devices.vitale.VitaleReader;
import kiosk.simulators.cardreader.ReaderProfile;
import kiosk.simulators.cardreader.SimulatedReader;
import kiosk.simulators.scenario.Fault;
import kiosk.simulators.scenario.ReaderFault;
import org.jspecify.annotations.Nullable;

/// A simulated card reader, unpaced, with the real driver on it.
final class ReaderStage implements Player.Stage {

  private final AtomicReference<@Nullable String> slot = new AtomicReference<>();
  private final AtomicReference<@Nullable String> reading = new AtomicReference<>();
  private final SimulatedReader unit;
  private final CardReader driver;

  ReaderStage(Path folder, String name) throws ScenarioException {
    ReaderProfile profile =
        Player.known(() -> ReaderProfile.find(name), "no profile '" + name + "'");
    Path link = folder.resolve("reader");
    unit = SimulatedReader.start(link, profile, false);
    driver = GemPcTwin.open(SerialLink.opener(link, LineSettings.GEMPC_TWIN), this::hear);
  }

  private void hear(CardEvent event) {
    slot.set(
        switch (event) {
          case CardEvent.ReaderUp _, CardEvent.Removed _ -> "EMPTY";
          case CardEvent.ReaderDown _ -> "DOWN";
          case CardEvent.Inserted _, CardEvent.Swapped _ -> "CARD";
          case CardEvent.Mute _ -> "MUTE";
        });
  }

  @Override
  public void act(String verb, String argument) throws ScenarioException {
    try {
      switch (verb) {
        case "insert" -> unit.insert(argument);
        case "remove" -> unit.remove();
        case "fault" -> raise(argument);
        case "mend" -> unit.clear();
        case "read" -> read();
        default ->
            throw new ScenarioException(
                "a reader has no '" + verb + "': insert, remove, fault, mend, read, expect");
      }
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(String.valueOf(e.getMessage()));
    }
  }

  private void raise(String line) {
    Fault.Planned<ReaderFault> planned = ReaderFault.plan(line);
    unit.raise(planned.fault(), planned.trigger());
  }

  private void read() {
    reading.set(null);
    CompletableFuture<CardReading> _ =
        VitaleReader.read(driver)
            .whenComplete((read, broken) -> reading.set(read == null ? "BROKEN" : word(read)));
  }

  private static String word(CardReading reading) {
    return switch (reading) {
      case CardReading.Vitale _ -> "VITALE";
      case CardReading.OtherCard(var kind) -> kind.name();
      case CardReading.Malformed _ -> "MALFORMED";
      case CardReading.Failed(var reason) -> reason.name().toUpperCase(Locale.ROOT);
    };
  }

  @Override
  public Optional<String> look(String thing) throws ScenarioException {
    return switch (thing) {
      case "slot" -> Optional.ofNullable(slot.get());
      case "reading" -> Optional.ofNullable(reading.get());
      default -> throw new ScenarioException("nobody can see '" + thing + "': slot, reading");
    };
  }

  @Override
  public void close() {
    driver.close();
    unit.close();
  }
}
