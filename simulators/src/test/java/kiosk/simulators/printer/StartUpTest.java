package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import kiosk.devices.journal.FileJobJournal;
import kiosk.devices.journal.JobNote;
import kiosk.devices.journal.JobStage;
import kiosk.devices.journal.Tally;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;
import kiosk.simulators.paper.PrintedTicket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a program that died in the middle of a command leaves in a printer: its next life prints
/// nothing of it for anybody, and its first ticket is whole.
class StartUpTest {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(40);
  private static final int RASTER_HEAD = 8;
  private static final Tally NOTHING_YET = new Tally(OptionalLong.of(0), OptionalLong.of(0));

  @TempDir private Path folder;
  private final BlockingQueue<PrintedTicket> papers = new LinkedBlockingQueue<>();

  /// The last bytes of a life, behind a line of text.
  static Stream<Arguments> halves() {
    String raster = "1d 76 30 00 48 00 18 00" + " ff".repeat(72 * 7 + 5);
    return PrinterModel.ALL.stream()
        .flatMap(
            model ->
                Stream.of(
                        raster, "1d 76 30 00 48", "1d 28 6b 30 00 31 50 30", "10 05", "10 14 08 01")
                    .map(half -> Arguments.of(model, Bytes.ofHex(half))));
  }

  @ParameterizedTest
  @MethodSource("halves")
  void aCommandCutShortSwallowsNothingOfTheFirstNewTicket(PrinterModel model, Bytes half)
      throws IOException {
    PrinterProfile profile = PrinterProfile.find(model.name()).orElseThrow();
    Path port = folder.resolve("printer");
    LinkOpener opener = SerialLink.opener(port, profile.line());
    try (SimulatedPrinter unit = start(port, model);
        FileJobJournal journal = FileJobJournal.open(folder.resolve("print.journal"))) {
      journal.keep(new JobNote(new UUID(1, 1), JobStage.SENDING, 900, NOTHING_YET));
      die(opener, half, unit);
      try (EscPosPrinter driver =
          EscPosPrinter.open(opener, profile, InstantSource.system(), journal)) {
        await(() -> journal.unfinished().isEmpty());
        assertThat(journal.last())
            .get()
            .extracting(JobNote::stage)
            .isEqualTo(model.retracts() ? JobStage.SPOILED : JobStage.UNKNOWN);
        await(() -> !papers.isEmpty());
        assertThat(papers.remove().words()).startsWith("OLD");
        await(() -> unit.atMouth() == 0 || !model.retracts());
        unit.take();
        BlockingQueue<PrintProgress> told = new LinkedBlockingQueue<>();
        driver.print(new PrintJob(UUID.randomUUID(), ticket()), told::add);
        await(() -> !papers.isEmpty());
        assertThat(told).isNotEmpty();
      }
      PrintedTicket first = papers.remove();
      assertThat(first.words()).isEqualTo("new first\nnew last\n");
      assertThat(first.unknown()).isEmpty();
    }
  }

  /// Not before the unit has read it all.
  private static void die(LinkOpener opener, Bytes half, SimulatedPrinter unit)
      throws LinkException {
    byte[] bytes = Bytes.ofHex("4f 4c 44 0a " + half.hex()).toArray();
    try (ByteLink line = opener.open()) {
      line.write(bytes, 0, bytes.length, Duration.ofSeconds(5));
      await(() -> unit.paper().rows().size() == (half.length() > RASTER_HEAD ? 37 : 30));
    }
  }

  private static Ticket ticket() {
    return new Ticket(
        List.of(
            new Ticket.Block.Paragraph("new first", false),
            new Ticket.Block.Paragraph("new last", false)),
        false);
  }

  private SimulatedPrinter start(Path port, PrinterModel model) {
    return SimulatedPrinter.start(
        port,
        folder.resolve("paper"),
        model,
        false,
        new SimulatedPrinter.Listener() {
          @Override
          public void ticket(int number, PrintedTicket ticket) {
            papers.add(ticket);
          }
        });
  }

  private static void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + PATIENCE;
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
