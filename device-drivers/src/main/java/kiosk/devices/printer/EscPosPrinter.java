package kiosk.devices.printer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.JobLife.Event;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.ticket.Payload;
import kiosk.devices.ticket.TicketLayout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The driver of a receipt printer that speaks ESC/POS on a serial line.
///
/// Two threads while a line is open: this class's writes, decides and calls the listeners, the
/// line's reads. The printer is asked how it is every two seconds when idle and tells its changes
/// by itself, so that an idle printer costs next to nothing. XON and XOFF, or the wire that a unit
/// says "busy" by, are obeyed here, between pieces of at most 128 bytes, never by the kernel.
public final class EscPosPrinter implements TicketPrinter {

  private static final Logger LOG = LoggerFactory.getLogger(EscPosPrinter.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// How often a wire that holds the line is looked at: nothing tells when it lets go.
  private static final long GLANCE = Duration.ofMillis(5).toNanos();

  private static final Duration GREETING = Duration.ofMillis(800);

  /// GS a: on-line, error and paper causes.
  private static final int ALL_CAUSES = 0x0F;

  /// What the writing thread waits for.
  private sealed interface Note {

    record FromLine(PrinterLine.News news) implements Note {}

    record Wanted(PrintJob job, Consumer<PrintProgress> progress) implements Note {}

    record Stop() implements Note {}
  }

  private final LinkOpener opener;
  private final PrinterProfile profile;
  private final InstantSource clock;
  private final Pace pace;
  private final UnitCommands unit;
  private final StatusBoard board = new StatusBoard();
  private final StatusRound round;
  private final JobRunner runner;
  private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>();
  private final Deque<Note> kept = new ArrayDeque<>();
  private final AtomicBoolean taken = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Thread thread;
  private volatile PrinterStatus status = PrinterStatus.NOTHING_KNOWN;
  private @Nullable PrinterLine line;
  private boolean autoStatusOn;
  private boolean toldDown;

  private EscPosPrinter(
      LinkOpener opener,
      PrinterProfile profile,
      InstantSource clock,
      JobJournal journal,
      Pace pace) {
    this.opener = opener;
    this.profile = profile;
    this.clock = clock;
    this.pace = pace;
    this.unit = new UnitCommands(profile);
    this.round = new StatusRound(unit.custom() ? StatusRound.CUSTOM : StatusRound.EPSON);
    this.runner = new JobRunner(round, unit, journal, pace);
    this.thread = Thread.ofPlatform().daemon().name("printer").unstarted(this::run);
  }

  /// Starts the driver; returns at once, before the line is open.
  ///
  /// @param opener opens the line, set as [PrinterProfile#line()] says
  /// @param clock dates what is seen
  /// @param journal remembers the job under way; one that it knows without an end is judged before
  ///     anything new is printed
  public static EscPosPrinter open(
      LinkOpener opener, PrinterProfile profile, InstantSource clock, JobJournal journal) {
    return open(opener, profile, clock, journal, Pace.REAL);
  }

  /// As the other, with a time of its own.
  public static EscPosPrinter open(
      LinkOpener opener,
      PrinterProfile profile,
      InstantSource clock,
      JobJournal journal,
      Pace pace) {
    EscPosPrinter printer = new EscPosPrinter(opener, profile, clock, journal, pace);
    printer.thread.start();
    return printer;
  }

  @Override
  public PrinterStatus status() {
    return status;
  }

  @Override
  public void print(PrintJob job, Consumer<PrintProgress> progress) {
    if (closing.get()) {
      progress.accept(new PrintProgress.Refused(PrintTrouble.OFFLINE, List.of("driver closed")));
    } else if (!taken.compareAndSet(false, true)) {
      progress.accept(new PrintProgress.Refused(PrintTrouble.BUSY, List.of("another job")));
    } else {
      notes.add(new Note.Wanted(job, progress));
    }
  }

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      notes.add(new Note.Stop());
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closing.get()) {
        boolean answered = connect();
        pause = answered ? FIRST_PAUSE : longer(pause);
        waitOffline(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseAll();
  }

  /// One life of the line, from its opening to its end.
  ///
  /// @return whether it was opened
  private boolean connect() throws InterruptedException {
    try (PrinterLine open =
        PrinterLine.open(opener, unit.custom(), news -> notes.add(new Note.FromLine(news)))) {
      LOG.atInfo().setMessage("printer.line").addKeyValue("state", "open").log();
      toldDown = false;
      line = open;
      greet(open);
      converse(open);
      return true;
    } catch (LinkException e) {
      tellDown(e);
      return line != null;
    } finally {
      line = null;
      board.down();
      publish();
      runner.detach();
    }
  }

  /// Whatever an earlier life of this program left in the printer's buffers is not to print; what
  /// is sent before the clearing is answered would be lost. Where nothing answers, the full status
  /// tells.
  private void greet(PrinterLine open) throws InterruptedException {
    runner.attach(open);
    long end = pace.after(GREETING);
    boolean cleared = profile.clearing() == PrinterProfile.Clearing.DLE_ENQ;
    while (!cleared && line != null && !closing.get() && pace.now() < end) {
      Note note = notes.poll(pace.toWait(end - pace.now()), TimeUnit.NANOSECONDS);
      if (note instanceof Note.Wanted || note instanceof Note.Stop) {
        kept.add(note);
      } else if (note instanceof Note.FromLine(PrinterLine.News.Heard(PrinterAnswer answer))) {
        cleared = answer instanceof PrinterAnswer.BuffersCleared;
        if (cleared) {
          runner.cleared(true);
        }
      } else if (note instanceof Note.FromLine(PrinterLine.News.Gone(PrinterLine gone))) {
        line = gone == open ? null : line;
      }
    }
    autoStatusOn = false;
    round.reset(pace.now());
  }

  private void converse(PrinterLine open) throws LinkException, InterruptedException {
    while (line == open && !closing.get()) {
      long now = pace.now();
      if (runner.deadline() <= now) {
        runner.late();
      } else if (runner.canWrite() && notes.isEmpty() && open.clear()) {
        runner.writePiece();
      } else if (round.due() <= now) {
        ask(open, now);
      } else {
        long next = Math.min(round.due(), runner.deadline()) - now;
        handle(nextNote(runner.canWrite() ? Math.min(next, GLANCE) : next));
      }
    }
  }

  private @Nullable Note nextNote(long patience) throws InterruptedException {
    Note first = kept.poll();
    return first != null ? first : notes.poll(pace.toWait(patience), TimeUnit.NANOSECONDS);
  }

  private void ask(PrinterLine open, long now) throws LinkException {
    if (round.act(open, now)) {
      board.down();
      autoStatusOn = false;
      publish();
      runner.fire(new Event.Silent());
    }
  }

  private void handle(@Nullable Note note) throws LinkException {
    switch (note) {
      case null -> {}
      case Note.Wanted wanted -> begin(wanted);
      case Note.Stop _ -> {}
      case Note.FromLine(PrinterLine.News.Gone(PrinterLine gone)) ->
          line = gone == line ? null : line;
      case Note.FromLine(PrinterLine.News.Heard(PrinterAnswer answer)) -> hear(answer);
    }
  }

  private void begin(Note.Wanted wanted) {
    if (runner.recalls()) {
      end(wanted, PrintTrouble.BUSY, "an earlier job is being looked into");
      return;
    }
    Payload payload = new Payload(TicketLayout.of(wanted.job().ticket(), profile));
    if (payload.holdsRealtime()) {
      end(wanted, PrintTrouble.UNPRINTABLE, "real-time sequence in the ticket");
      return;
    }
    runner.start(
        wanted.job().id(),
        payload,
        progress -> {
          if (progress instanceof PrintProgress.End) {
            taken.set(false);
          }
          wanted.progress().accept(progress);
        });
  }

  private void hear(PrinterAnswer answer) throws LinkException {
    switch (answer) {
      case PrinterAnswer.Status status -> {
        board.answered(round.asked(), status, clock.instant());
        seen(round.answered(runner.busy(), pace.now()));
      }
      case PrinterAnswer.FullStatus status -> {
        board.answered(status, clock.instant());
        boolean whole = round.answered(runner.busy(), pace.now());
        if (whole && !board.spooling()) {
          // What can print may have printed it.
          runner.cleared(board.snapshot(profile.presenter()).obstacle().isPresent());
        }
        seen(whole);
      }
      case PrinterAnswer.AutoStatus auto -> {
        board.told(auto, clock.instant());
        seen(false);
      }
      case PrinterAnswer.FencePassed fence -> {
        board.heard(clock.instant());
        runner.fencePassed(text(fence.id()));
      }
      case PrinterAnswer.Sensor _ -> runner.answeredInTurn();
      case PrinterAnswer.Tally tally -> runner.counted(tally.count());
      case PrinterAnswer.TextBlock block -> {
        String digits = text(block.text());
        if (digits.matches("[0-9]{1,12}")) {
          runner.counted(Long.parseLong(digits));
        }
      }
      case PrinterAnswer.BuffersCleared _ -> runner.cleared(true);
      case PrinterAnswer.Flow flow -> runner.held(flow.held());
      case PrinterAnswer.SymbolSize _, PrinterAnswer.Block _, PrinterAnswer.Noise _ -> {}
    }
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }

  /// A printer that was off has forgotten it; Custom's tell their full status when asked.
  private void switchAutoStatusOn() throws LinkException {
    PrinterLine open = line;
    if (!autoStatusOn && !unit.custom() && open != null && !runner.busy()) {
      autoStatusOn = true;
      open.write(new EscPosCommand.AutoStatus(ALL_CAUSES));
    }
  }

  private void seen(boolean whole) throws LinkException {
    switchAutoStatusOn();
    publish();
    runner.seen(status, whole);
  }

  private void publish() {
    PrinterStatus before = status;
    status = board.snapshot(profile.presenter());
    if (!before.obstacle().equals(status.obstacle())) {
      LOG.atInfo()
          .setMessage("printer.state")
          .addKeyValue("obstacle", status.obstacle().map(Enum::name).orElse("none"))
          .log();
    }
  }

  /// Between two openings; a job that is wanted now is refused now.
  private void waitOffline(Duration pause) throws InterruptedException {
    long end = pace.after(pause);
    long left = pause.toNanos();
    while (left > 0 && !closing.get()) {
      if (nextNote(left) instanceof Note.Wanted wanted) {
        end(wanted, PrintTrouble.OFFLINE, "no line");
      }
      left = end - pace.now();
    }
  }

  private void refuseAll() {
    Note note = kept.isEmpty() ? notes.poll() : kept.poll();
    while (note != null) {
      if (note instanceof Note.Wanted wanted) {
        end(wanted, PrintTrouble.OFFLINE, "driver closed");
      }
      note = kept.isEmpty() ? notes.poll() : kept.poll();
    }
  }

  private void end(Note.Wanted wanted, PrintTrouble trouble, String why) {
    taken.set(false);
    wanted.progress().accept(new PrintProgress.Refused(trouble, List.of(why)));
  }

  private void tellDown(LinkException e) {
    if (!toldDown) {
      toldDown = true;
      LOG.atWarn()
          .setMessage("printer.line")
          .addKeyValue("state", "down")
          .addKeyValue("reason", e.reason())
          .log();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
