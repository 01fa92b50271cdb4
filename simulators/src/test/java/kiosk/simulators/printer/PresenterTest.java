package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import kiosk.devices.journal.FileJobJournal;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.journal.JobNote;
import kiosk.devices.journal.JobStage;
import kiosk.devices.journal.Tally;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.printer.PrinterStatus;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.scenario.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real driver and units with a presenter: nobody's paper stays at the mouth. Unpaced, so the
/// presenter's 45 seconds pass in 450 ms.
class PresenterTest {

  private static final int PATIENCE_SECONDS = 40;

  private final Path folder = folder();
  private final BlockingQueue<PrintProgress> told = new LinkedBlockingQueue<>();
  private SimulatedPrinter unit = unit("custom-vkp80iii");
  private EscPosPrinter driver = driver("custom-vkp80iii", JobJournal.NONE);

  @AfterEach
  void switchOff() {
    driver.close();
    unit.close();
  }

  @Test
  void aTicketTakenInTimeIsTakenAndTheCountsSaySo() {
    print();
    await(this::presented);
    unit.take();
    assertThat(nextEnd())
        .isInstanceOfSatisfying(
            PrintProgress.Taken.class,
            taken ->
                assertThat(taken.evidence())
                    .contains("fence 1 passed", "fence 2 passed", "cuts 0 to 1")
                    .contains("none more in the bin"));
    assertThat(unit.inBin()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aForgottenTicketIsPulledBackByThePrinterItselfWithThisProgramAliveOrDead(boolean dead) {
    print();
    await(() -> unit.atMouth() == 1);
    if (dead) {
      driver.close();
    }
    await(() -> unit.inBin() == 1);
    assertThat(unit.atMouth()).isZero();
    if (!dead) {
      assertThat(nextEnd()).isInstanceOf(PrintProgress.Retracted.class);
    }
    assertThat(folder.resolve("paper/bin/001.png")).exists();
  }

  /// Nothing that this unit heeds clears it of what an empty roll has stopped.
  @Test
  void aPaperThatEndsInMidTicketIsSpoiledAndGoesIntoTheBinBeforeTheNextBegins() {
    unit.raise(new PrinterFault.PaperOutAfter(150));
    print();
    assertThat(nextEnd())
        .isInstanceOfSatisfying(
            PrintProgress.Spoiled.class,
            spoiled -> {
              assertThat(spoiled.trouble()).isEqualTo(PrintTrouble.PAPER_OUT);
              assertThat(spoiled.evidence()).contains("clearing not confirmed");
            });
    unit.paper(SimulatedPrinter.Level.OK);
    print();
    await(() -> unit.inBin() == 1);
    await(() -> unit.atMouth() == 1);
    assertThat(folder.resolve("paper/bin/001.txt")).content().startsWith("ligne 1\n");
    assertThat(folder.resolve("paper/002.txt")).content().startsWith("ligne 1\n");
  }

  @Test
  void aRollThatIsChangedAtOnceLetsTheWholePaperOutButIntoTheBin() {
    unit.raise(new PrinterFault.PaperOutAfter(150));
    print();
    await(() -> driver.status().paper() == PrinterStatus.Paper.OUT);
    unit.paper(SimulatedPrinter.Level.OK);
    assertThat(nextEnd())
        .isInstanceOfSatisfying(
            PrintProgress.Spoiled.class,
            spoiled -> assertThat(spoiled.evidence()).contains("buffers cleared or printed"));
    await(() -> unit.inBin() == 1);
    assertThat(folder.resolve("paper/bin/001.txt")).content().contains("ligne 30");
  }

  @Test
  void aPlugPulledAtARowSpoilsTheJobAndItsPaperGoesIntoTheBin() {
    unit.raise(new PrinterFault.Unplugged(), new Trigger.AtRow(100));
    print();
    assertThat(nextEnd()).isInstanceOf(PrintProgress.Spoiled.class);
    assertThat(folder.resolve("custom-vkp80iii")).doesNotExist();
    unit.clear();
    assertThat(folder.resolve("custom-vkp80iii")).exists();
    await(() -> unit.inBin() == 1);
  }

  @Test
  void whatAJamHasStoppedIsClearedOnceItsCauseIsGoneAndNoJobBeginsBefore() {
    unit.raise(new PrinterFault.Jam(), new Trigger.AtRow(100));
    print();
    assertThat(nextEnd())
        .isInstanceOfSatisfying(
            PrintProgress.Spoiled.class,
            spoiled -> assertThat(spoiled.trouble()).isEqualTo(PrintTrouble.JAM));
    unit.clear();
    print();
    await(() -> unit.inBin() == 1);
    await(() -> unit.atMouth() == 1);
    assertThat(folder.resolve("paper/bin/001.txt"))
        .content()
        .startsWith("ligne 1\n")
        .doesNotContain("ligne 30");
    assertThat(folder.resolve("paper/002.txt")).content().contains("ligne 1\n", "ligne 30");
  }

  @Test
  void aTicketFoundAtTheMouthAtStartUpIsPulledBackAndItsJobJudgedByTheCounts() throws IOException {
    unit.raise(new PrinterFault.RetractorStuck());
    print();
    await(() -> unit.atMouth() == 1);
    driver.close();
    Path file = folder.resolve("print.journal");
    UUID job = new UUID(7, 7);
    try (FileJobJournal before = FileJobJournal.open(file)) {
      before.keep(
          new JobNote(
              job, JobStage.SENDING, 900, new Tally(OptionalLong.of(0), OptionalLong.of(0))));
    }
    unit.clear();
    try (FileJobJournal after = FileJobJournal.open(file)) {
      driver = driver("custom-vkp80iii", after);
      await(() -> after.last().filter(note -> note.stage().isEnd()).isPresent());
      assertThat(after.last()).get().extracting(JobNote::stage).isEqualTo(JobStage.RETRACTED);
      await(() -> unit.inBin() == 1);
      driver.close();
    }
  }

  @Test
  void aUnitWithoutRetractorPresentsAndNoOtherJobBeginsWhileThePaperIsThere() {
    switchOff();
    unit = unit("custom-tg2480h");
    driver = driver("custom-tg2480h", JobJournal.NONE);
    print();
    await(this::presented);
    print();
    assertThat(nextEnd())
        .isInstanceOfSatisfying(
            PrintProgress.Refused.class,
            refused -> assertThat(refused.trouble()).isEqualTo(PrintTrouble.BUSY));
    unit.take();
    assertThat(nextEnd()).isInstanceOf(PrintProgress.Taken.class);
  }

  /// The driver has seen the ticket at the mouth; no hand is faster.
  private boolean presented() {
    return told.contains(new PrintProgress.Presented());
  }

  private void print() {
    await(
        () ->
            driver.status().obstacle().isEmpty()
                && driver.status().paper() == PrinterStatus.Paper.OK);
    List<Ticket.Block> lines =
        IntStream.rangeClosed(1, 30)
            .<Ticket.Block>mapToObj(n -> new Ticket.Block.Paragraph("ligne " + n, false))
            .toList();
    driver.print(new PrintJob(UUID.randomUUID(), new Ticket(lines, false)), told::add);
  }

  private PrintProgress.End nextEnd() {
    try {
      PrintProgress next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      while (next != null && !(next instanceof PrintProgress.End)) {
        next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      if (next instanceof PrintProgress.End end) {
        return end;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("the job has no end");
  }

  private SimulatedPrinter unit(String model) {
    return SimulatedPrinter.start(
        folder.resolve(model),
        folder.resolve("paper"),
        PrinterModel.find(model).orElseThrow(),
        false,
        new SimulatedPrinter.Listener() {});
  }

  private EscPosPrinter driver(String model, JobJournal journal) {
    PrinterProfile profile = PrinterProfile.find(model).orElseThrow();
    return EscPosPrinter.open(
        SerialLink.opener(folder.resolve(model), profile.line()),
        profile,
        InstantSource.system(),
        journal);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("presenter");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still %s", driver.status()).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
