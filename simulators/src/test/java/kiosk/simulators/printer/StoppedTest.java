package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.Pace;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;
import kiosk.simulators.scenario.PrinterFault;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A jam and a failed cutter stop a printer until it is told to recover. Whoever mends it presses
/// nothing else: the driver that goes on living says it.
class StoppedTest {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(40);
  private static final int PACE = 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"epson-tm", "custom-vkp80iii", "custom-tg2480h"})
  void aJamOfAnIdlePrinterIsOverOnceItIsPulledOut(String model) {
    try (SimulatedPrinter unit = unit(model);
        EscPosPrinter driver = driver(model)) {
      await(() -> well(driver));
      unit.raise(new PrinterFault.Jam());
      await(() -> stopped(driver));
      unit.clear();
      await(() -> well(driver));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epson-tm", "custom-vkp80iii", "custom-tg2480h"})
  void aCutterThatFailedUnderATicketIsOverOnceItIsMended(String model) {
    try (SimulatedPrinter unit = unit(model);
        EscPosPrinter driver = driver(model)) {
      await(() -> well(driver));
      unit.raise(new PrinterFault.CutterStuck());
      Ticket ticket = new Ticket(List.of(new Ticket.Block.Paragraph("a line", false)), false);
      driver.print(new PrintJob(UUID.randomUUID(), ticket), _ -> {});
      await(() -> driver.status().obstacle().equals(Optional.of(PrintTrouble.CUTTER)));
      unit.clear();
      await(() -> well(driver));
    }
  }

  private static boolean well(EscPosPrinter driver) {
    return driver.status().seen().isPresent() && driver.status().obstacle().isEmpty();
  }

  /// Epson's say only that it is mechanical.
  private static boolean stopped(EscPosPrinter driver) {
    return driver
        .status()
        .obstacle()
        .filter(trouble -> trouble == PrintTrouble.JAM || trouble == PrintTrouble.MECHANISM)
        .isPresent();
  }

  private SimulatedPrinter unit(String model) {
    return SimulatedPrinter.start(
        folder.resolve("port"),
        folder.resolve("paper"),
        PrinterModel.find(model).orElseThrow(),
        false,
        new SimulatedPrinter.Listener() {});
  }

  private EscPosPrinter driver(String model) {
    PrinterProfile profile = PrinterProfile.find(model).orElseThrow();
    return EscPosPrinter.open(
        SerialLink.opener(folder.resolve("port"), profile.line()),
        profile,
        InstantSource.system(),
        JobJournal.NONE,
        new Pace(PACE));
  }

  private static void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + PATIENCE;
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
