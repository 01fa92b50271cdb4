package kiosk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Samples;
import kiosk.contract.act.Document;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.GuardedPicture;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrinterStatus;
import kiosk.devices.profile.PrinterProfile;
import kiosk.server.attestation.DocumentOffice.Draft.Drawn;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.printer.PrinterModel;
import kiosk.simulators.printer.SimulatedPrinter;
import kiosk.terminal.bay.PaperBay;
import kiosk.terminal.visit.Event;

/// One attestation through the kiosk's own driver on each kind of printer, line and paper at their
/// real speed; then its PDF as a full picture, which is what a spooler would send.
final class PrinterPart {

  private static final double MOST_RATIO = 1.1;

  /// A twentieth.
  private static final double MOST_PERCENT_OF_PICTURE = 5;

  /// A ticket takes seconds of paper: what is measured a thousand times elsewhere is here a few.
  private static final int MOST_TICKETS = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// 8N1.
  private static final double BITS_A_BYTE = 10;

  private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Paris"));

  private final BlockingQueue<PrintedTicket> tickets = new LinkedBlockingQueue<>();
  private final BlockingQueue<Event.FromPrinter> news = new LinkedBlockingQueue<>();
  private final PrinterModel model;
  private final PrinterProfile profile;

  private PrinterPart(PrinterModel model) {
    this.model = model;
    this.profile = PrinterProfile.find(model.name()).orElseThrow();
  }

  static List<Bar> measure(int runs) throws InterruptedException {
    List<Bar> bars = new ArrayList<>();
    try (AttestationDesk desk = AttestationDesk.open(CLOCK)) {
      Drawn drawn = desk.draw();
      for (PrinterModel model : PrinterModel.ALL) {
        bars.addAll(new PrinterPart(model).measure(drawn, Math.min(runs, MOST_TICKETS)));
      }
    } catch (IOException | GeneralSecurityException | TimeoutException e) {
      bars.add(Bar.unmeasured("the printers", "", 0, String.valueOf(e)));
    }
    return bars;
  }

  private List<Bar> measure(Drawn drawn, int runs)
      throws IOException, InterruptedException, TimeoutException {
    Path folder = Files.createTempDirectory("bench");
    LinkOpener line = SerialLink.opener(folder.resolve("printer"), profile.line());
    List<PrintedTicket> printed = new ArrayList<>();
    try (SimulatedPrinter unit = start(folder)) {
      try (EscPosPrinter printer = EscPosPrinter.open(line, profile, CLOCK, JobJournal.NONE)) {
        awaitReady(printer);
        PaperBay bay = new PaperBay(printer, true, CLOCK.getZone(), PrinterPart::later);
        for (int run = 0; run <= runs; run++) {
          printed.add(print(bay, drawn.document(), unit));
        }
      }
      // The first teaches the machine's compiler.
      printed.removeFirst();
      return List.of(onTime(printed), besidePicture(printed, picture(line, drawn.pdf(), unit)));
    }
  }

  private SimulatedPrinter start(Path folder) {
    return SimulatedPrinter.start(
        folder.resolve("printer"),
        folder.resolve("paper"),
        model,
        true,
        new SimulatedPrinter.Listener() {
          @Override
          public void ticket(int number, PrintedTicket ticket) {
            tickets.add(ticket);
          }
        });
  }

  private static void awaitReady(EscPosPrinter printer) throws TimeoutException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (printer.status().link() == PrinterStatus.Link.DOWN) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("the printer does not answer");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void later(Duration pause, Runnable deed) {
    CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS).execute(deed);
  }

  private PrintedTicket print(PaperBay bay, Document document, SimulatedPrinter unit)
      throws InterruptedException, TimeoutException {
    bay.print(document, false, "fr", news::add);
    while (true) {
      Event.FromPrinter next = within(news);
      if (next instanceof Event.PaperOut) {
        unit.take();
      } else if (next instanceof Event.PaperGone) {
        return within(tickets);
      }
    }
  }

  /// The same paper as a spooler makes it, cut and taken.
  private PrintedTicket picture(LinkOpener line, byte[] pdf, SimulatedPrinter unit)
      throws IOException, InterruptedException, TimeoutException {
    int widthBytes = profile.widthDots() / 8;
    List<EscPosCommand> commands = new ArrayList<>();
    commands.add(new EscPosCommand.Initialize());
    commands.addAll(GuardedPicture.commands(widthBytes, PdfPicture.dots(pdf, widthBytes)));
    commands.add(new EscPosCommand.Cut(false, true, 0));
    try (ByteLink link = line.open()) {
      link.write(EscPosEncoder.encode(commands), PATIENCE);
      PrintedTicket picture = within(tickets);
      unit.take();
      return picture;
    }
  }

  private static <T> T within(BlockingQueue<T> queue)
      throws InterruptedException, TimeoutException {
    T next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new TimeoutException("nothing came out within " + PATIENCE.toSeconds() + " s");
    }
    return next;
  }

  private Bar onTime(List<PrintedTicket> printed) {
    Samples ratios = new Samples(printed.stream().map(this::ratio).toList());
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("tickets", ratios.count());
    facts.put("worst", thousandths(ratios.percentile(100)));
    return Bar.of(
        "first byte to last dot / max(line, paper), " + model.name(),
        "×",
        MOST_RATIO,
        thousandths(ratios.median()),
        facts);
  }

  private double ratio(PrintedTicket ticket) {
    double line = ticket.timing().bytes() * BITS_A_BYTE / profile.line().baud() * 1e9;
    double paper = ticket.timing().paperTime().toNanos();
    return ticket.timing().took().toNanos() / Math.max(line, paper);
  }

  private Bar besidePicture(List<PrintedTicket> printed, PrintedTicket picture) {
    PrintedTicket ticket = printed.getLast();
    int bytes = ticket.timing().bytes();
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("ticketBytes", bytes);
    facts.put("pictureBytes", picture.timing().bytes());
    facts.put("ticketMs", ticket.timing().took().toMillis());
    facts.put("pictureMs", picture.timing().took().toMillis());
    facts.put("times", Samples.rounded((double) picture.timing().bytes() / bytes));
    return Bar.of(
        "ticket beside a full picture of its PDF, " + model.name(),
        "% bytes",
        MOST_PERCENT_OF_PICTURE,
        Samples.rounded(100.0 * bytes / picture.timing().bytes()),
        facts);
  }

  private static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
