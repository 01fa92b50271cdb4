package kiosk.simulators.cardreader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kiosk.devices.cardreader.CardEvent;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.SerialLink;
import kiosk.devices.vitale.CardReading;
import kiosk.devices.vitale.VitaleReader;

/// A simulated reader and the real driver, on a pseudo-terminal through jSerialComm.
final class Desk implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SimulatedReader simulated;
  final CardReader driver;
  private final BlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();

  Desk(Path link, ReaderProfile profile, boolean paced) {
    simulated = SimulatedReader.start(link, profile, paced);
    driver = GemPcTwin.open(SerialLink.opener(link, LineSettings.GEMPC_TWIN), events::add);
    expect(CardEvent.ReaderUp.class);
  }

  /// The next event, which must be of this kind.
  <T extends CardEvent> T expect(Class<T> kind) {
    CardEvent event = next();
    assertThat(event).isInstanceOf(kind);
    return kind.cast(event);
  }

  /// The next event, whatever it is.
  CardEvent next() {
    try {
      CardEvent event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new AssertionError("nothing happened");
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  CardReading read() {
    return VitaleReader.read(driver).orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    driver.close();
    simulated.close();
  }
}
