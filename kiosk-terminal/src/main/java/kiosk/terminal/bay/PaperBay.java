package kiosk.terminal.bay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.Document;
import kiosk.devices.printer.PrintJob;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.printer.PrintTrouble;
import kiosk.devices.printer.TicketPrinter;
import kiosk.terminal.language.Messages;
import kiosk.terminal.session.Printing;
import kiosk.terminal.visit.Event;
import kiosk.terminal.visit.ScreenModel.PrintTroubleShown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ticket printer as the session's printing.
///
/// Of all ends only a refusal is tried again by itself, since not a byte has left; and only one
/// that passes by itself, as when somebody's paper is still at the mouth. It is told after ten
/// seconds.
public final class PaperBay implements Printing {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MORE_TRIES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(PaperBay.class);

  private final TicketPrinter printer;
  private final boolean personal;
  private final ZoneId zone;
  private final Later later;

  /// What does things after a while.
  @FunctionalInterface
  public interface Later {

    /// Returns at once.
    ///
    /// @param deed is done once, on any thread
    void after(Duration pause, Runnable deed);
  }

  /// @param personal whether papers that show a person may be printed here: a forgotten one must be
  ///     taken back by the printer, or the kiosk be set to do without
  /// @param zone of the times on paper
  public PaperBay(TicketPrinter printer, boolean personal, ZoneId zone, Later later) {
    this.printer = printer;
    this.personal = personal;
    this.zone = zone;
    this.later = later;
  }

  @Override
  public void print(
      Document document, boolean largePrint, String language, Consumer<Event.FromPrinter> news) {
    TicketWriter writer = new TicketWriter(Messages.load("ticket", language));
    UUID id = UUID.randomUUID();
    if (!personal) {
      tell(id, new PrintProgress.Refused(PrintTrouble.UNPRINTABLE, List.of("no retractor")), news);
      return;
    }
    print(new PrintJob(id, writer.document(document, largePrint)), MORE_TRIES, news);
  }

  @Override
  public void printSlip(Instant until, String language, Consumer<Event.FromPrinter> news) {
    TicketWriter writer = new TicketWriter(Messages.load("ticket", language));
    PrintJob job = new PrintJob(UUID.randomUUID(), writer.slip(until.atZone(zone)));
    print(job, MORE_TRIES, news);
  }

  private void print(PrintJob job, int moreTries, Consumer<Event.FromPrinter> news) {
    printer.print(
        job,
        progress -> {
          if (progress instanceof PrintProgress.Refused(PrintTrouble trouble, _)
              && trouble == PrintTrouble.BUSY
              && moreTries > 0) {
            later.after(PAUSE, () -> print(job, moreTries - 1, news));
          } else {
            tell(job.id(), progress, news);
          }
        });
  }

  private static void tell(UUID job, PrintProgress progress, Consumer<Event.FromPrinter> news) {
    switch (progress) {
      case PrintProgress.Prepared _, PrintProgress.Checked _ -> {}
      case PrintProgress.Sending(int sent, int total) ->
          news.accept(new Event.PaperComing(total == 0 ? 0 : (int) (90L * sent / total)));
      case PrintProgress.Printed _ -> news.accept(new Event.PaperComing(95));
      case PrintProgress.Cut _ -> news.accept(new Event.PaperComing(100));
      case PrintProgress.Presented _ -> news.accept(new Event.PaperOut());
      case PrintProgress.End end -> {
        log(job, end);
        news.accept(gone(end));
      }
    }
  }

  private static Event.PaperGone gone(PrintProgress.End end) {
    return switch (end) {
      case PrintProgress.Taken _ -> gone(Paper.DELIVERED, true);
      case PrintProgress.EjectedUnseen _ -> gone(Paper.DELIVERED, false);
      case PrintProgress.Retracted _ -> gone(Paper.RETRACTED, true, PrintTroubleShown.RETRACTED);
      case PrintProgress.Refused(PrintTrouble trouble, _) ->
          gone(Paper.REFUSED, true, shown(trouble));
      case PrintProgress.Spoiled _ -> gone(Paper.SPOILED, true, PrintTroubleShown.SPOILED);
      case PrintProgress.Unknown _ -> gone(Paper.UNKNOWN, true, PrintTroubleShown.UNKNOWN);
    };
  }

  private static Event.PaperGone gone(Paper outcome, boolean watched) {
    return new Event.PaperGone(outcome, watched, Optional.empty());
  }

  private static Event.PaperGone gone(Paper outcome, boolean watched, PrintTroubleShown trouble) {
    return new Event.PaperGone(outcome, watched, Optional.of(trouble));
  }

  private static PrintTroubleShown shown(PrintTrouble trouble) {
    return switch (trouble) {
      case PAPER_OUT -> PrintTroubleShown.NO_PAPER;
      case COVER_OPEN -> PrintTroubleShown.COVER;
      case JAM, CUTTER, PRESENTER -> PrintTroubleShown.JAM;
      case HEAD_TEMPERATURE, VOLTAGE, MECHANISM, OFFLINE, MUTE, BUSY, UNPRINTABLE ->
          PrintTroubleShown.PRINTER_DOWN;
    };
  }

  private static void log(UUID job, PrintProgress.End end) {
    LOG.atInfo()
        .setMessage("paper.end")
        .addKeyValue("job", job)
        .addKeyValue("end", end.getClass().getSimpleName())
        .addKeyValue("evidence", String.join("; ", end.evidence()))
        .log();
  }
}
