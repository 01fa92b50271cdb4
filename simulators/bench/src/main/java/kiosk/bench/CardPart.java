package kiosk.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Samples;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.SerialLink;
import kiosk.devices.vitale.CardReading;
import kiosk.devices.vitale.VitaleReader;
import kiosk.simulators.cardreader.SimulatedReader;

/// The driver on the paced reader: real bytes on a pseudo-terminal at the speed of the real lines.
final class CardPart {

  private static final String NAME = "power-on to NIR, median";
  private static final double ALLOWED = 1.05;
  private static final int PATIENCE_S = 20;

  /// A kiosk reads cards all day: the first readings teach the machine's compiler.
  private static final int WARMING = 30;

  private final BlockingQueue<CardEvent> events = new ArrayBlockingQueue<>(64);
  private final PowerOnWatch watch = new PowerOnWatch();

  private CardPart() {}

  static List<Bar> measure(int runs) throws InterruptedException {
    double floor = CardFloor.milliseconds();
    double target = floor * ALLOWED;
    try {
      Samples samples = new CardPart().samples(runs);
      SequencedMap<String, Object> facts = new LinkedHashMap<>();
      facts.put("floorMs", Samples.rounded(floor));
      facts.put("p95Ms", Samples.rounded(samples.percentile(95)));
      facts.put("runs", samples.count());
      return List.of(Bar.of(NAME, "ms", target, Samples.rounded(samples.median()), facts));
    } catch (IOException | ExecutionException | TimeoutException e) {
      return List.of(Bar.unmeasured(NAME, "ms", target, String.valueOf(e)));
    }
  }

  private Samples samples(int runs)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path folder = Files.createTempDirectory("bench");
    List<Double> milliseconds = new ArrayList<>();
    try (SimulatedReader simulated = SimulatedReader.start(folder.resolve("reader"));
        CardReader reader =
            GemPcTwin.open(
                watch.around(SerialLink.opener(simulated.link(), LineSettings.GEMPC_TWIN)),
                events::add)) {
      await(CardEvent.ReaderUp.class);
      for (int run = 0; run < WARMING; run++) {
        read(simulated, reader);
      }
      for (int run = 0; run < runs; run++) {
        milliseconds.add(read(simulated, reader));
      }
    }
    Files.deleteIfExists(folder);
    return new Samples(milliseconds);
  }

  private double read(SimulatedReader simulated, CardReader reader)
      throws InterruptedException, ExecutionException, TimeoutException {
    simulated.insert("marie");
    await(CardEvent.Inserted.class);
    CardReading reading = VitaleReader.read(reader).get(PATIENCE_S, TimeUnit.SECONDS);
    double took = (System.nanoTime() - watch.poweredAt()) / 1e6;
    if (!(reading instanceof CardReading.Vitale)) {
      throw new UncheckedIOException(new IOException("the card was not read: " + reading));
    }
    simulated.remove();
    await(CardEvent.Removed.class);
    return took;
  }

  private void await(Class<? extends CardEvent> wanted)
      throws InterruptedException, TimeoutException {
    CardEvent event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
    while (event != null && !wanted.isInstance(event)) {
      event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
    }
    if (event == null) {
      throw new TimeoutException("no " + wanted.getSimpleName());
    }
  }
}
