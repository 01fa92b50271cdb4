package kiosk.devices.selftest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.GuardedPicture;
import kiosk.devices.escpos.PaperText;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.Pace;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrinterStatus;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Ticket;

/// What a receipt printer must do with paper: one ticket in pieces on the bare line, then one
/// through the driver, and what becomes of it at the mouth.
final class PaperChecks {

  /// What tells the page WPC1252 from every other.
  static final String FRENCH = "éèêëàâçùûüîïôö ÉÈÀÇ œŒŸ € ’ … – « »";

  private static final Duration TICKET_PATIENCE = Duration.ofSeconds(75);

  private static final Duration MACHINE_PATIENCE = Duration.ofSeconds(6);

  private static final Duration HAND_PATIENCE = Duration.ofSeconds(40);

  private static final long BETWEEN_LOOKS = Duration.ofMillis(50).toNanos();

  /// The presenter's timer, in seconds: longer than anybody waits here.
  private static final int UNHURRIED = 45;

  private static final int SOON = 2;

  private final LinkOpener opener;
  private final PrinterProfile profile;
  private final InstantSource clock;
  private final PrinterChecks line;
  private final Optional<Technician> hands;
  private final Pace pace;
  private final boolean holds;

  /// @param hands empty when nobody is there to take a ticket
  /// @param pace of waiting for answers and at the mouth
  PaperChecks(
      LinkOpener opener,
      PrinterProfile profile,
      InstantSource clock,
      Optional<Technician> hands,
      Pace pace) {
    this.opener = opener;
    this.profile = profile;
    this.clock = clock;
    this.line = new PrinterChecks(opener, profile, pace);
    this.hands = hands;
    this.pace = pace;
    this.holds = profile.presenter() && !profile.retractor();
  }

  List<Check> all() {
    List<Check> all =
        new ArrayList<>(
            List.of(
                line.queued("prints a line in the page of French letters", this::codePageLine),
                line.queued("prints in double size, bold and white on black", this::styles),
                line.queued("prints a picture in rows of dots", this::raster),
                line.queued("is told nothing by the dots of a picture", this::dottedRule),
                line.queued("feeds lines and dots", this::feeds),
                line.queued("cuts, and counts one cut", this::cutCounts),
                new Check(
                    "printer: prints a QR code and cuts a ticket, and proves it",
                    this::printsTicket)));
    if (profile.retractor()) {
      all.add(line.queued("presents a ticket and calls it back into its bin", this::callsBack));
      all.add(line.queued("pulls a ticket back by its own timer", this::pullsBack));
    }
    if (holds) {
      all.replaceAll(check -> check.byHand(hands.isPresent()));
    }
    if (profile.presenter()) {
      all.add(
          line.queued("sees a ticket leave its mouth when it is taken", this::taken)
              .byHand(hands.isPresent()));
    }
    all.add(new Check("printer: is ready for the next ticket", this::readyAgain));
    return all;
  }

  private void codePageLine(PrinterAsk ask) throws DeviceFailure {
    ask.send(
        new EscPosCommand.Initialize(),
        new EscPosCommand.KanjiOff(),
        new EscPosCommand.NationalSet(0),
        new EscPosCommand.CodePage(PaperText.WPC1252),
        new EscPosCommand.Text(PaperText.encode(FRENCH)),
        new EscPosCommand.LineFeed());
    line.passes(ask, "S001");
  }

  private void styles(PrinterAsk ask) throws DeviceFailure {
    ask.send(
        new EscPosCommand.Size(2, 2),
        new EscPosCommand.Bold(true),
        new EscPosCommand.Inverse(true),
        new EscPosCommand.Text(Bytes.of("SELFTEST".getBytes(StandardCharsets.US_ASCII))),
        new EscPosCommand.LineFeed(),
        new EscPosCommand.Initialize());
    line.passes(ask, "S002");
  }

  private void raster(PrinterAsk ask) throws DeviceFailure {
    ask.send(picture("f0".repeat(24)));
    line.passes(ask, "S003");
  }

  /// One dot in every ten spells DLE EOT 1: no answer may come of it.
  private void dottedRule(PrinterAsk ask) throws DeviceFailure {
    Optional<PrinterAnswer.Status> answer =
        ask.maybe(PrinterAnswer.Status.class, picture("1004010040".repeat(8)));
    PrinterChecks.require(answer.isEmpty(), "it answered to the dots of a picture");
    line.passes(ask, "S004");
  }

  /// Eight rows alike.
  private static EscPosCommand[] picture(String row) {
    return GuardedPicture.commands(row.length() / 2, Bytes.ofHex(row.repeat(8)))
        .toArray(EscPosCommand[]::new);
  }

  private void feeds(PrinterAsk ask) throws DeviceFailure {
    ask.send(new EscPosCommand.FeedLines(2), new EscPosCommand.FeedDots(24));
    line.passes(ask, "S005");
  }

  private void cutCounts(PrinterAsk ask) throws DeviceFailure {
    long before = profile.counters() ? line.cuts(ask) : 0;
    ask.send(new EscPosCommand.Cut(false, true, 0));
    line.passes(ask, "S006");
    long after = profile.counters() ? line.cuts(ask) : 1;
    PrinterChecks.require(after == before + 1, "it counted " + (after - before) + " cuts");
    if (holds) {
      ask.send(new EscPosCommand.Present(profile.presenterSteps(), UNHURRIED));
      handTakes(ask);
    } else {
      ask.send(new EscPosCommand.Retract());
    }
  }

  /// Nothing personal: two words.
  private void present(PrinterAsk ask, int seconds) throws DeviceFailure {
    boolean inOne = profile.mouth() == PrinterProfile.Mouth.FS_P;
    int steps = profile.presenterSteps();
    ask.send(
        new EscPosCommand.Text(Bytes.of("SELFTEST".getBytes(StandardCharsets.US_ASCII))),
        new EscPosCommand.LineFeed());
    if (inOne) {
      ask.send(new EscPosCommand.CutAndPresent(steps, false, profile.retractor(), seconds));
    } else {
      ask.send(new EscPosCommand.Cut(false, true, 0), new EscPosCommand.Present(steps, seconds));
    }
  }

  private void callsBack(PrinterAsk ask) throws DeviceFailure {
    long before = binned(ask);
    present(ask, UNHURRIED);
    awaitMouth(ask, true, MACHINE_PATIENCE, "no ticket was seen at its mouth");
    ask.send(new EscPosCommand.Retract());
    awaitMouth(ask, false, MACHINE_PATIENCE, "the ticket stayed at its mouth");
    bins(ask, before, 1);
  }

  private void pullsBack(PrinterAsk ask) throws DeviceFailure {
    long before = binned(ask);
    present(ask, SOON);
    line.passes(ask, "S007");
    long end = end(MACHINE_PATIENCE.plusSeconds(SOON));
    while (profile.counters() && binned(ask) == before && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
    awaitMouth(ask, false, MACHINE_PATIENCE, "the ticket stayed at its mouth");
    bins(ask, before, 1);
  }

  private void taken(PrinterAsk ask) throws DeviceFailure {
    long before = binned(ask);
    present(ask, UNHURRIED);
    handTakes(ask);
    bins(ask, before, 0);
  }

  private void handTakes(PrinterAsk ask) throws DeviceFailure {
    awaitMouth(ask, true, MACHINE_PATIENCE, "no ticket was seen at its mouth");
    pleaseTake();
    awaitMouth(ask, false, HAND_PATIENCE, "the ticket was not seen to leave its mouth");
  }

  private void pleaseTake() {
    hands.ifPresent(technician -> technician.please("Take the ticket at the printer's mouth."));
  }

  private long end(Duration patience) {
    return System.nanoTime() + patience.toNanos() / pace.times();
  }

  private void awaitMouth(PrinterAsk ask, boolean ticket, Duration patience, String otherwise)
      throws DeviceFailure {
    long end = end(patience);
    while (PrinterChecks.ticketAtMouth(ask) != ticket) {
      PrinterChecks.require(
          System.nanoTime() < end, otherwise + " within " + patience.toSeconds() + " s");
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  /// How many tickets it has pulled back in its life, where it counts.
  private long binned(PrinterAsk ask) throws DeviceFailure {
    return profile.counters() && profile.retractor() ? line.retractions(ask) : 0;
  }

  private void bins(PrinterAsk ask, long before, int wanted) throws DeviceFailure {
    long more = binned(ask) - before;
    PrinterChecks.require(
        more == wanted || !profile.counters(),
        "it counted " + more + " tickets pulled back, not " + wanted);
  }

  private void printsTicket() throws DeviceFailure {
    print(
        new Ticket(
            List.of(
                new Ticket.Block.Title("TEST"),
                new Ticket.Block.QrCode("https://exemple.test/selftest", "selftest")),
            false));
  }

  /// Prints a ticket through the driver, and has it proved.
  void print(Ticket ticket) throws DeviceFailure {
    try (EscPosPrinter printer = open()) {
      proved(print(printer, ticket));
    }
  }

  private static void proved(PrintProgress.End end) throws DeviceFailure {
    switch (end) {
      case PrintProgress.Refused(var trouble, _) -> throw new DeviceFailure("refused: " + trouble);
      case PrintProgress.EjectedUnseen _, PrintProgress.Taken _, PrintProgress.Retracted _ -> {}
      case PrintProgress.Spoiled _, PrintProgress.Unknown _ ->
          throw new DeviceFailure(
              end.getClass().getSimpleName() + ": " + String.join("; ", end.evidence()));
    }
  }

  private void readyAgain() throws DeviceFailure {
    try (EscPosPrinter printer = open()) {
      PrinterChecks.require(
          printer.status().obstacle().isEmpty(), "not ready: " + printer.status().obstacle());
    }
  }

  /// Prints how the checks went; nobody has to check it.
  ///
  /// @return whether it was printed
  boolean printSummary(List<CheckResult> results) {
    if (holds && hands.isEmpty()) {
      return false;
    }
    try {
      print(SummaryTicket.of(profile.name(), results));
      return true;
    } catch (DeviceFailure e) {
      return false;
    }
  }

  private EscPosPrinter open() throws DeviceFailure {
    EscPosPrinter printer = EscPosPrinter.open(opener, profile, clock, JobJournal.NONE, pace);
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (printer.status().link() == PrinterStatus.Link.DOWN) {
      if (System.nanoTime() > end) {
        printer.close();
        throw new DeviceFailure("no answer within 5 s: off, mute or unplugged");
      }
      LockSupport.parkNanos(10_000_000);
    }
    return printer;
  }

  private PrintProgress.End print(EscPosPrinter printer, Ticket ticket) throws DeviceFailure {
    CompletableFuture<PrintProgress.End> ended = new CompletableFuture<>();
    printer.print(
        new PrintJob(UUID.randomUUID(), ticket),
        progress -> {
          if (holds && progress instanceof PrintProgress.Presented) {
            pleaseTake();
          }
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
}
