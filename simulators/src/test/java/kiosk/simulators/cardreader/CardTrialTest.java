package kiosk.simulators.cardreader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.SerialLink;
import kiosk.devices.vitale.CardReading;
import kiosk.devices.vitale.VitaleReader;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import kiosk.simulators.scenario.ReaderFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A long seeded life of a reader and its driver, with cards that come and go and with every fault
/// that passes: nobody's card is ever taken for another's, a movement is told in the end, and once
/// nothing is wrong any more the card is read. A mute card is asked again only once it was moved.
/// `-Dtrial.cards=5000` for a long one.
class CardTrialTest {

  private static final int CARDS = Integer.getInteger("trial.cards", 40);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
  private static final List<Persona> PEOPLE =
      Stream.of("marie", "claire", "nadia", "julien")
          .map(Deck::find)
          .map(Optional::orElseThrow)
          .toList();
  private static final List<ReaderFault> FAULTS =
      Stream.<ReaderFault>concat(
              Stream.of(ReaderFault.Kind.values())
                  .flatMap(
                      kind ->
                          Stream.of(ReaderFault.Moment.values())
                              .map(moment -> new ReaderFault.OnLine(kind, moment))),
              Stream.of(
                  new ReaderFault.Pulled(ReaderFault.Point.BEFORE),
                  new ReaderFault.Pulled(ReaderFault.Point.DURING),
                  new ReaderFault.Pulled(ReaderFault.Point.AFTER),
                  new ReaderFault.Swapped(""),
                  new ReaderFault.Unplugged(Duration.ofMillis(50))))
          .toList();

  private final Random random = new Random(20261123);
  private volatile boolean up;
  private volatile boolean present;

  @Test
  void nobodysCardIsTakenForAnothersAndEveryCardIsReadInTheEnd(@TempDir Path folder) {
    Path line = folder.resolve("tty");
    try (SimulatedReader unit = SimulatedReader.start(line, ReaderProfile.GEMPC_TWIN, false);
        CardReader driver =
            GemPcTwin.open(SerialLink.opener(line, LineSettings.GEMPC_TWIN), this::tell)) {
      for (int card = 0; card < CARDS; card++) {
        Persona person = PEOPLE.get(random.nextInt(PEOPLE.size()));
        live(unit, driver, person, FAULTS.get(random.nextInt(FAULTS.size())), card);
      }
    }
  }

  private void live(
      SimulatedReader unit, CardReader driver, Persona person, ReaderFault fault, int card) {
    String what = "card %d, %s".formatted(card, fault);
    if (random.nextBoolean()) {
      unit.raise(fault);
      unit.insert(person);
    } else {
      unit.insert(person);
      await(() -> up && present, "the card, " + what);
      unit.raise(fault);
    }
    nir(driver).ifPresent(read -> assertThat(read).as(what).isEqualTo(person.holder().nir()));
    unit.clear();
    await(() -> up, "the reader, " + what);
    if (unit.inserted().isPresent()) {
      await(() -> present, "the card again, " + what);
      await(() -> nir(driver).equals(Optional.of(person.holder().nir())), "a reading, " + what);
      unit.remove();
    }
    await(() -> !present, "an empty slot, " + what);
  }

  private void tell(CardEvent event) {
    switch (event) {
      case CardEvent.ReaderUp _ -> up = true;
      case CardEvent.ReaderDown _ -> {
        up = false;
        present = false;
      }
      case CardEvent.Inserted _, CardEvent.Mute _, CardEvent.Swapped _ -> present = true;
      case CardEvent.Removed _ -> present = false;
    }
  }

  private static Optional<String> nir(CardReader driver) {
    CardReading reading =
        VitaleReader.read(driver).orTimeout(PATIENCE, TimeUnit.NANOSECONDS).join();
    return reading instanceof CardReading.Vitale vitale
        ? Optional.of(vitale.holder().nir())
        : Optional.empty();
  }

  private static void await(BooleanSupplier wanted, String what) {
    long end = System.nanoTime() + PATIENCE;
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain for %s", what).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
