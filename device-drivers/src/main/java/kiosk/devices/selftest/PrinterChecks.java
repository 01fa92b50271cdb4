package kiosk.devices.selftest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrinterProfile;
import kiosk.devices.printer.PrinterStatus;
import kiosk.devices.printer.Ticket;

/// What a receipt printer must do (facts: Epson, "ESC/POS Command Reference"). The first checks
/// ask on the bare line, the last goes through the driver and prints one short ticket.
final class PrinterChecks {

  private static final Duration TICKET_PATIENCE = Duration.ofSeconds(30);

  private final LinkOpener opener;
  private final PrinterProfile profile;
  private final InstantSource clock;

  private PrinterChecks(LinkOpener opener, PrinterProfile profile, InstantSource clock) {
    this.opener = opener;
    this.profile = profile;
    this.clock = clock;
  }

  static List<Check> of(LinkOpener opener, PrinterProfile profile, InstantSource clock) {
    PrinterChecks checks = new PrinterChecks(opener, profile, clock);
    return List.of(
        new Check("printer: its line opens", checks::opens),
        new Check("printer: answers real-time status 1 to 4 in form", checks::answersStatus),
        new Check("printer: is on line, with paper and a closed cover", checks::isReady),
        new Check("printer: clears its buffers on request", checks::clearsBuffers),
        new Check("printer: tells changes by itself once asked to", checks::tellsByItself),
        new Check("printer: answers the paper sensor in the order of the data", checks::sensor),
        new Check("printer: names itself", checks::namesItself),
        new Check("printer: answers a fence with the fence's own name", checks::fence),
        new Check("printer: answers two fences in their order", checks::fencesInOrder),
        new Check("printer: counts its cuts", checks::counts),
        new Check("printer: goes on after bytes that mean nothing", checks::survivesNonsense),
        new Check("printer: prints and cuts a ticket, and proves it", checks::printsTicket));
  }

  private void opens() throws DeviceFailure {
    PrinterAsk.open(opener).close();
  }

  private void answersStatus() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      for (int n = 1; n <= 4; n++) {
        int bits = status(ask, n);
        require(
            (bits & 0x93) == 0x12, "status " + n + " is " + bits + ", not of the form 0xx1xx10");
      }
    }
  }

  private void isReady() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      require((status(ask, 4) & 0x60) == 0, "the paper is out");
      require((status(ask, 2) & 0x04) == 0, "the cover is open");
      require((status(ask, 3) & 0x08) == 0, "the cutter reports an error");
      require((status(ask, 3) & 0x24) == 0, "the mechanism reports an error");
      require((status(ask, 1) & 0x08) == 0, "it is off line");
    }
  }

  private static int status(PrinterAsk ask, int n) throws DeviceFailure {
    ask.send(new EscPosCommand.AskStatus(n));
    return ask.await(PrinterAnswer.Status.class, "answer to status " + n).bits();
  }

  private void clearsBuffers() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      ask.send(new EscPosCommand.ClearBuffers());
      ask.await(PrinterAnswer.BuffersCleared.class, "answer to the clearing of buffers");
    }
  }

  private void tellsByItself() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      ask.send(new EscPosCommand.AutoStatus(0x0F));
      ask.await(PrinterAnswer.AutoStatus.class, "automatic status");
      ask.send(new EscPosCommand.AutoStatus(0));
    }
  }

  private void sensor() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      ask.send(new EscPosCommand.AskSensor(1));
      ask.await(PrinterAnswer.Sensor.class, "answer of the paper sensor");
    }
  }

  private void namesItself() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      ask.send(new EscPosCommand.AskIdentity(67));
      Bytes name = ask.await(PrinterAnswer.TextBlock.class, "name").text();
      require(name.length() > 0, "its name is empty");
    }
  }

  private void fence() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      passes(ask, "T001");
    }
  }

  private void fencesInOrder() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      passes(ask, "T002");
      passes(ask, "T003");
    }
  }

  private static void passes(PrinterAsk ask, String id) throws DeviceFailure {
    Bytes name = Bytes.of(id.getBytes(StandardCharsets.US_ASCII));
    ask.send(new EscPosCommand.Fence(name));
    Bytes passed = ask.await(PrinterAnswer.FencePassed.class, "answer to a fence").id();
    require(passed.equals(name), "another fence than " + id + " was answered");
  }

  private void counts() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      ask.send(new EscPosCommand.AskCounter(0xB2));
      Bytes digits = ask.await(PrinterAnswer.TextBlock.class, "counter").text();
      for (int i = 0; i < digits.length(); i++) {
        require(Character.isDigit(digits.at(i)), "the counter of cuts is no number");
      }
    }
  }

  private void survivesNonsense() throws DeviceFailure {
    try (PrinterAsk ask = PrinterAsk.open(opener)) {
      ask.sendBytes(Bytes.ofHex("1b ff 1d ff 15 1c ff").toArray());
      ask.send(new EscPosCommand.Initialize());
      passes(ask, "T004");
    }
  }

  private void printsTicket() throws DeviceFailure {
    try (EscPosPrinter printer = EscPosPrinter.open(opener, profile, clock)) {
      awaitAnswers(printer);
      PrintProgress.End end = print(printer);
      if (end instanceof PrintProgress.Refused(var trouble, _)) {
        throw new DeviceFailure("refused: " + trouble);
      }
      boolean out =
          end instanceof PrintProgress.EjectedUnseen || end instanceof PrintProgress.Taken;
      require(out, end.getClass().getSimpleName() + ": " + String.join("; ", end.evidence()));
    }
  }

  private static void awaitAnswers(EscPosPrinter printer) throws DeviceFailure {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (printer.status().link() == PrinterStatus.Link.DOWN) {
      require(System.nanoTime() < end, "no answer within 5 s: off, mute or unplugged");
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static PrintProgress.End print(EscPosPrinter printer) throws DeviceFailure {
    CompletableFuture<PrintProgress.End> ended = new CompletableFuture<>();
    printer.print(
        new PrintJob(new UUID(0, 1), ticket()),
        progress -> {
          if (progress instanceof PrintProgress.End end) {
            ended.complete(end);
          }
        });
    try {
      return ended.get(TICKET_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new DeviceFailure(
          "the ticket did not end within " + TICKET_PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceFailure("interrupted");
    }
  }

  /// The second line is the one to read: with a missing page its letters are wrong.
  private static Ticket ticket() {
    return new Ticket(
        List.of(
            new Ticket.Block.Title("TEST"),
            new Ticket.Block.Paragraph("éèêëàâçùûüîïôö ÉÈÀÇ œŒŸ € ’ … – « »", false),
            new Ticket.Block.QrCode("https://exemple.test/selftest", "selftest")),
        false);
  }

  private static void require(boolean holds, String otherwise) throws DeviceFailure {
    if (!holds) {
      throw new DeviceFailure(otherwise);
    }
  }
}
