package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.printer.PrinterStatus;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.scenario.PrinterFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real driver, through jSerialComm and a pseudo-terminal, against the simulated printer: what
/// the driver says of each job must be true of the paper.
class RealDriverTest {

  private static final int PATIENCE_SECONDS = 40;
  private static final PrinterProfile PROFILE = PrinterProfile.find("epson-tm").orElseThrow();

  private final BlockingQueue<PrintedTicket> paper = new LinkedBlockingQueue<>();
  private final Path folder;
  private final SimulatedPrinter unit;
  private final EscPosPrinter driver;

  RealDriverTest() throws IOException {
    folder = Files.createTempDirectory("printer");
    Path link = folder.resolve("port");
    unit =
        SimulatedPrinter.start(
            link,
            folder.resolve("paper"),
            PrinterModel.EPSON_TM,
            true,
            new SimulatedPrinter.Listener() {
              @Override
              public void ticket(int number, PrintedTicket ticket) {
                paper.add(ticket);
              }
            });
    driver =
        EscPosPrinter.open(
            SerialLink.opener(link, PROFILE.line()),
            PROFILE,
            InstantSource.system(),
            JobJournal.NONE);
  }

  @BeforeEach
  void awaitThePrinter() {
    await(status -> status.obstacle().isEmpty() && status.paper() == PrinterStatus.Paper.OK);
  }

  @AfterEach
  void switchOff() {
    driver.close();
    unit.close();
  }

  @Test
  void aTicketIsProvedByFencesAndByTheCutter() throws InterruptedException {
    List<PrintProgress> told = print(ticket(3));
    assertThat(told.stream().map(Object::getClass))
        .containsExactly(
            PrintProgress.Prepared.class,
            PrintProgress.Checked.class,
            PrintProgress.Sending.class,
            PrintProgress.Printed.class,
            PrintProgress.Cut.class,
            PrintProgress.Presented.class,
            PrintProgress.EjectedUnseen.class);
    assertThat(end(told).evidence())
        .contains("fence 1 passed", "fence 2 passed", "cutter well after the cut");
    PrintedTicket printed = nextPaper();
    assertThat(printed.words()).contains("ligne 1", "ligne 3");
    assertThat(printed.cut()).isTrue();
    assertThat(printed.unknown()).isEmpty();
  }

  @Test
  void paperThatEndsInMidTicketSpoilsItAndNothingPrintsForWhoeverChangesTheRoll()
      throws InterruptedException {
    unit.raise(new PrinterFault.PaperOutAfter(200));
    assertThat(end(print(ticket(40))))
        .isInstanceOfSatisfying(
            PrintProgress.Spoiled.class,
            end -> {
              assertThat(end.trouble()).isEqualTo(PrintTrouble.PAPER_OUT);
              assertThat(end.evidence()).contains("buffers cleared");
            });
    assertThat(driver.status().paper()).isEqualTo(PrinterStatus.Paper.OUT);
    unit.paper(SimulatedPrinter.Level.OK);
    assertThat(nextPaper().words()).as("the stub").contains("ligne 1").doesNotContain("ligne 40");
    await(status -> status.obstacle().isEmpty());
    assertThat(end(print(ticket(2)))).isInstanceOf(PrintProgress.EjectedUnseen.class);
    assertThat(nextPaper().words()).contains("ligne 2").doesNotContain("ligne 40");
  }

  @Test
  void aCoverOpenedInMidTicketSpoilsIt() throws InterruptedException {
    unit.raise(new PrinterFault.CoverOpenAfter(200));
    assertThat(end(print(ticket(40))))
        .isInstanceOfSatisfying(
            PrintProgress.Spoiled.class,
            end -> assertThat(end.trouble()).isEqualTo(PrintTrouble.COVER_OPEN));
    assertThat(driver.status().cover()).isEqualTo(PrinterStatus.Cover.OPEN);
  }

  @Test
  void paperAndCoverAreNoticedWhileIdleAndKeepAJobFromStarting() throws InterruptedException {
    unit.paper(SimulatedPrinter.Level.NEAR);
    await(status -> status.paper() == PrinterStatus.Paper.NEAR_END);
    unit.cover(true);
    await(status -> status.cover() == PrinterStatus.Cover.OPEN);
    unit.cover(false);
    unit.paper(SimulatedPrinter.Level.OUT);
    await(status -> status.paper() == PrinterStatus.Paper.OUT);
    assertThat(end(print(ticket(2))))
        .isInstanceOfSatisfying(
            PrintProgress.Refused.class,
            end -> {
              assertThat(end.trouble()).isEqualTo(PrintTrouble.PAPER_OUT);
              assertThat(end.evidence()).contains("0 bytes sent");
            });
    assertThat(unit.paper().rows()).isEmpty();
  }

  @Test
  void aCutterThatStandsStillIsTold() throws InterruptedException {
    unit.raise(new PrinterFault.CutterStuck());
    assertThat(end(print(ticket(3))))
        .isInstanceOfSatisfying(
            PrintProgress.Spoiled.class,
            end -> assertThat(end.trouble()).isEqualTo(PrintTrouble.CUTTER));
  }

  @Test
  void aFenceThatIsLostLeavesTheTicketUnknown() throws InterruptedException {
    unit.raise(new PrinterFault.FenceLost());
    assertThat(end(print(ticket(3)))).isInstanceOf(PrintProgress.Unknown.class);
  }

  @Test
  void aFenceAnsweredTwiceIsTakenOnce() throws InterruptedException {
    unit.raise(new PrinterFault.FenceDoubled());
    assertThat(end(print(ticket(3)))).isInstanceOf(PrintProgress.EjectedUnseen.class);
  }

  @Test
  void aPrinterThatSaysNothingRefusesTheJob() throws InterruptedException {
    unit.raise(new PrinterFault.Mute());
    assertThat(end(print(ticket(3)))).isInstanceOf(PrintProgress.Refused.class);
    await(status -> status.link() == PrinterStatus.Link.DOWN);
    unit.clear();
    await(status -> status.obstacle().isEmpty());
    assertThat(end(print(ticket(3)))).isInstanceOf(PrintProgress.EjectedUnseen.class);
  }

  @Test
  void aLinePulledOutInMidTicketLeavesItUnknownAndComesBackByItself() throws InterruptedException {
    BlockingQueue<PrintProgress> told = start(ticket(40));
    while (!(next(told) instanceof PrintProgress.Sending)) {
      assertThat(told).doesNotContainNull();
    }
    unit.raise(new PrinterFault.Unplugged());
    assertThat(end(rest(told))).isInstanceOf(PrintProgress.Unknown.class);
    await(status -> status.link() == PrinterStatus.Link.DOWN);
    unit.clear();
    await(status -> status.obstacle().isEmpty());
  }

  @Test
  void aPrinterThatLosesPowerInMidTicketIsNeverBelieved() throws InterruptedException {
    // With the driver's start behind, these are bytes of the ticket.
    print(ticket(1));
    unit.raise(new PrinterFault.PowerLossAfter(300));
    assertThat(end(print(ticket(40))))
        .isInstanceOfAny(PrintProgress.Unknown.class, PrintProgress.Spoiled.class);
  }

  @Test
  void aPrinterThatHoldsTheLineForEverGetsNothingOfTheTicketAndTheNextIsPrinted()
      throws InterruptedException {
    unit.raise(new PrinterFault.XoffStuck());
    assertThat(end(print(ticket(40)))).isInstanceOf(PrintProgress.Refused.class);
    assertThat(unit.paper().rows()).isEmpty();
    unit.clear();
    assertThat(end(print(ticket(3)))).isInstanceOf(PrintProgress.EjectedUnseen.class);
  }

  @Test
  void aStrayByteOnTheLineChangesNothing() throws InterruptedException {
    BlockingQueue<PrintProgress> told = start(ticket(20));
    unit.raise(new PrinterFault.Noise(0xA5));
    assertThat(end(rest(told))).isInstanceOf(PrintProgress.EjectedUnseen.class);
  }

  @Test
  void aSecondJobIsRefusedWhileOneIsUnderWay() throws InterruptedException {
    BlockingQueue<PrintProgress> first = start(ticket(20));
    assertThat(end(print(ticket(1))))
        .isInstanceOfSatisfying(
            PrintProgress.Refused.class,
            end -> assertThat(end.trouble()).isEqualTo(PrintTrouble.BUSY));
    assertThat(end(rest(first))).isInstanceOf(PrintProgress.EjectedUnseen.class);
  }

  private static Ticket ticket(int lines) {
    List<Ticket.Block> blocks = new ArrayList<>();
    IntStream.rangeClosed(1, lines)
        .forEach(i -> blocks.add(new Ticket.Block.Paragraph("ligne " + i, false)));
    return new Ticket(blocks, false);
  }

  private BlockingQueue<PrintProgress> start(Ticket ticket) {
    BlockingQueue<PrintProgress> told = new LinkedBlockingQueue<>();
    driver.print(new PrintJob(UUID.randomUUID(), ticket), told::add);
    return told;
  }

  private List<PrintProgress> print(Ticket ticket) throws InterruptedException {
    return rest(start(ticket));
  }

  private static List<PrintProgress> rest(BlockingQueue<PrintProgress> told)
      throws InterruptedException {
    List<PrintProgress> all = new ArrayList<>();
    do {
      all.add(next(told));
    } while (!(all.getLast() instanceof PrintProgress.End));
    return all;
  }

  private static PrintProgress next(BlockingQueue<PrintProgress> told) throws InterruptedException {
    PrintProgress news = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (news == null) {
      throw new AssertionError("the job did not go on");
    }
    return news;
  }

  private static PrintProgress.End end(List<PrintProgress> told) {
    return (PrintProgress.End) told.getLast();
  }

  private PrintedTicket nextPaper() throws InterruptedException {
    PrintedTicket ticket = paper.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (ticket == null) {
      throw new AssertionError("no ticket came out");
    }
    return ticket;
  }

  private void await(Predicate<PrinterStatus> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!wanted.test(driver.status())) {
      assertThat(System.nanoTime()).as("still %s", driver.status()).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
