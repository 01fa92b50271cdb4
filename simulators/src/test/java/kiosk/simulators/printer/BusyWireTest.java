package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A printer that says "busy" by a wire. A pseudo-terminal has none, so the wire alone is made up:
/// the driver, the line and the printer are the real and the simulated ones.
class BusyWireTest {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(40);
  private static final PrinterProfile PROFILE = PrinterProfile.find("epson-tm").orElseThrow();

  private final AtomicBoolean clear = new AtomicBoolean(true);
  private final BlockingQueue<PrintProgress> told = new LinkedBlockingQueue<>();
  private final SimulatedPrinter unit;
  private final EscPosPrinter driver;

  /// A line with a wire of its own.
  private record Wired(ByteLink inner, AtomicBoolean clear) implements ByteLink {

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
      return inner.read(into, offset, length, patience);
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Duration patience)
        throws LinkException {
      inner.write(bytes, offset, length, patience);
    }

    @Override
    public boolean clearToSend() {
      return clear.get();
    }

    @Override
    public void discardInput() throws LinkException {
      inner.discardInput();
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  BusyWireTest(@TempDir Path place) {
    Path port = place.resolve("port");
    unit =
        SimulatedPrinter.start(
            port,
            place.resolve("paper"),
            PrinterModel.EPSON_TM,
            false,
            new SimulatedPrinter.Listener() {});
    LinkOpener line = SerialLink.opener(port, PROFILE.line());
    driver =
        EscPosPrinter.open(
            () -> new Wired(line.open(), clear), PROFILE, InstantSource.system(), JobJournal.NONE);
    await(() -> driver.status().seen().isPresent() && driver.status().obstacle().isEmpty());
  }

  @AfterEach
  void switchOff() {
    driver.close();
    unit.close();
  }

  @Test
  void itGetsNoPieceWhileItHoldsTheLineAndIsAskedHowItIsAllTheWhile() {
    print(() -> clear.set(false));
    await(() -> told.stream().anyMatch(PrintProgress.Sending.class::isInstance));
    for (int i = 0; i < 3; i++) {
      Instant before = driver.status().seen().orElseThrow();
      await(() -> driver.status().seen().orElseThrow().isAfter(before));
    }
    assertThat(told).doesNotContain(new PrintProgress.Printed());
    assertThat(unit.paper().words()).startsWith("line 1\n").doesNotContain("line 40");
    clear.set(true);
    assertThat(end()).isInstanceOf(PrintProgress.EjectedUnseen.class);
  }

  @Test
  void oneThatHoldsItForEverSpoilsTheTicketAndTheNextIsPrinted() {
    print(() -> clear.set(false));
    assertThat(end())
        .isInstanceOfSatisfying(
            PrintProgress.Spoiled.class,
            spoiled -> {
              assertThat(spoiled.trouble()).isEqualTo(PrintTrouble.MUTE);
              assertThat(spoiled.evidence()).contains("line held while sending");
            });
    clear.set(true);
    told.clear();
    print(() -> {});
    assertThat(end()).isInstanceOf(PrintProgress.EjectedUnseen.class);
  }

  /// Forty lines: more than one piece.
  private void print(Runnable once) {
    List<Ticket.Block> lines =
        IntStream.rangeClosed(1, 40)
            .<Ticket.Block>mapToObj(n -> new Ticket.Block.Paragraph("line " + n, false))
            .toList();
    driver.print(
        new PrintJob(UUID.randomUUID(), new Ticket(lines, false)),
        progress -> {
          if (progress instanceof PrintProgress.Sending(int sent, int total) && sent < total) {
            once.run();
          }
          told.add(progress);
        });
  }

  private PrintProgress end() {
    await(() -> told.stream().anyMatch(PrintProgress.End.class::isInstance));
    return told.stream().filter(PrintProgress.End.class::isInstance).findFirst().orElseThrow();
  }

  private static void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + PATIENCE;
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
