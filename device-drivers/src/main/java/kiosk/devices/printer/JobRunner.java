package kiosk.devices.printer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.journal.JobNote;
import kiosk.devices.journal.JobStage;
import kiosk.devices.journal.Tally;
import kiosk.devices.link.LinkException;
import kiosk.devices.printer.JobLife.Buffers;
import kiosk.devices.printer.JobLife.Effect;
import kiosk.devices.printer.JobLife.Event;
import kiosk.devices.printer.JobLife.Left;
import kiosk.devices.printer.JobLife.State;
import kiosk.devices.printer.JobLife.Step;
import kiosk.devices.ticket.Payload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs what the [PrintMachine] wants, on the printer's thread.
final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final UUID NOBODY = new UUID(0, 0);

  private final StatusRound round;
  private final UnitCommands unit;
  private final JobJournal journal;
  private final Pace pace;
  private final Deque<String> fencesOut = new ArrayDeque<>();
  private final UnitCommands.CountsOut counts = new UnitCommands.CountsOut();
  private State state;
  private int jobs;
  private UUID job = NOBODY;
  private Payload payload = new Payload(List.of());
  private Consumer<PrintProgress> progress = _ -> {};
  private @Nullable PrinterLine line;
  private boolean recalled;
  private boolean pieceWanted;
  private boolean held;
  private long deadline = Long.MAX_VALUE;

  JobRunner(StatusRound round, UnitCommands unit, JobJournal journal, Pace pace) {
    this.round = round;
    this.unit = unit;
    this.journal = journal;
    this.pace = pace;
    // An answer that comes late to an earlier life of this program is not to fit this one's fences.
    this.jobs = (int) (System.nanoTime() / 1_000_003 % 1000);
    boolean stub = journal.last().filter(JobRunner::leftAStub).isPresent();
    this.state = new State.Idle(new Left(stub, Buffers.UNCLEARED));
    doubt();
  }

  /// A job without an end is judged as soon as the printer is well.
  private void doubt() {
    recalled = journal.unfinished().isEmpty();
  }

  private static boolean leftAStub(JobNote last) {
    return last.stage() == JobStage.SPOILED || last.stage() == JobStage.UNKNOWN;
  }

  /// Whether a job is under way, or something of an earlier one is still to be cleared away.
  boolean busy() {
    return !(state instanceof State.Idle(Left left)) || left.buffers() != Buffers.TIDY;
  }

  /// Whether an earlier job is still to be judged: until then nothing new begins.
  boolean recalls() {
    return !recalled || state instanceof State.Recalling;
  }

  /// When [Event.Late] is due, [Long#MAX_VALUE] when never.
  long deadline() {
    return deadline;
  }

  /// What was awaited has not come.
  void late() {
    deadline = Long.MAX_VALUE;
    fire(new Event.Late());
  }

  /// A line is open.
  void attach(PrinterLine open) {
    line = open;
    held = false;
    fencesOut.clear();
    counts.forget();
    fire(new Event.Opened());
  }

  /// The line is gone: a job under way ends.
  void detach() {
    line = null;
    recalled = recalled && !(state instanceof State.Recalling);
    fire(new Event.LineDown());
  }

  void start(UUID id, Payload bytes, Consumer<PrintProgress> listener) {
    job = id;
    payload = bytes;
    progress = listener;
    jobs++;
    fire(new Event.Start(jobs, bytes.length(), unit.abilities()));
  }

  /// The printer has said how it is; its first whole word with tidy buffers settles a job that was
  /// left without an end, in this life or an earlier one.
  void seen(PrinterStatus status, boolean whole) {
    Optional<JobNote> old = recalled ? Optional.empty() : journal.unfinished();
    if (old.isPresent() && whole && !busy()) {
      recalled = true;
      job = old.get().job();
      boolean ticket = status.presenter() == PrinterStatus.Presenter.TICKET;
      fire(new Event.Recall(old.get(), unit.abilities(), ticket));
    }
    fire(new Event.Seen(status, whole));
  }

  /// The printer holds the line, or lets go.
  void held(boolean holds) {
    held = holds;
  }

  /// The buffers are empty, as [Event.Cleared] has it. A printer that held the line has nothing to
  /// hold it for now, even if its XON was lost.
  void cleared(boolean emptied) {
    held = false;
    fire(new Event.Cleared(emptied));
  }

  /// A fence named itself.
  void fencePassed(String id) {
    fencesOut.remove(id);
    fire(new Event.FencePassed(id));
  }

  /// An answer in its turn: on some units that is the fence.
  void answeredInTurn() {
    String id = unit.namelessFence() ? fencesOut.poll() : null;
    if (id != null) {
      fire(new Event.FencePassed(id));
    }
  }

  /// A count was told.
  void counted(long count) {
    counts.told(count).ifPresent(tally -> fire(new Event.Counted(tally)));
  }

  boolean canWrite() {
    return pieceWanted && !held;
  }

  /// Hands the next piece to the line.
  void writePiece() {
    pieceWanted = false;
    write(payload.next());
    if (line != null) {
      fire(new Event.Wrote(payload.sent(), payload.allSent()));
    }
  }

  void fire(Event event) {
    Step step = PrintMachine.next(state, event);
    if (!step.state().getClass().equals(state.getClass())) {
      LOG.atDebug()
          .setMessage("printer.state")
          .addKeyValue("to", step.state().getClass().getSimpleName())
          .log();
    }
    state = step.state();
    step.effects().forEach(this::perform);
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Tell tell -> tell(tell.progress());
      case Effect.Keep keep -> keep(keep.stage(), keep.tally());
      case Effect.Doubt _ -> doubt();
      case Effect.AskAll _ -> round.beginNow(pace.now());
      case Effect.AskCounts _ -> {
        counts.ask(unit.countsAsked());
        write(EscPosEncoder.encode(unit.askCounts()));
      }
      case Effect.SendNext _ -> pieceWanted = true;
      case Effect.SendFence fence -> write(unit.fence(fence(fence.id())));
      case Effect.SendCut cut -> write(unit.cut(fence(cut.id())));
      case Effect.SendClear _ -> {
        pieceWanted = false;
        write(unit.clear());
      }
      case Effect.Recover _ -> write(List.of(new EscPosCommand.Recover(2)));
      case Effect.Initialise _ -> write(unit.initialise());
      case Effect.CallBack _ -> write(unit.callBack());
      case Effect.DropStub _ -> write(unit.dropStub());
      case Effect.Await wait -> deadline = pace.after(wait.patience());
      case Effect.Rest _ -> rest();
    }
  }

  private void rest() {
    deadline = Long.MAX_VALUE;
    pieceWanted = false;
    payload.wipe();
    progress = _ -> {};
    fencesOut.clear();
  }

  /// What cannot be kept is not begun.
  private void keep(JobStage stage, Tally tally) {
    try {
      journal.keep(new JobNote(job, stage, payload.length(), tally));
    } catch (IOException e) {
      LOG.atError().setMessage("printer.journal").addKeyValue("stage", stage).setCause(e).log();
      if (stage == JobStage.SENDING) {
        fire(new Event.NotKept());
      }
    }
  }

  private void tell(PrintProgress news) {
    if (state instanceof State.Idle && news instanceof PrintProgress.End end) {
      LOG.atInfo()
          .setMessage("printer.job")
          .addKeyValue("job", job)
          .addKeyValue("end", end.getClass().getSimpleName())
          .addKeyValue("evidence", String.join("; ", end.evidence()))
          .log();
    }
    try {
      progress.accept(news);
    } catch (RuntimeException e) {
      // A listener's bug is not to stop the printer.
      LOG.atError().setMessage("printer.listener").setCause(e).log();
    }
  }

  private String fence(String id) {
    fencesOut.add(id);
    return id;
  }

  private void write(List<EscPosCommand> commands) {
    if (!commands.isEmpty()) {
      write(EscPosEncoder.encode(commands));
    }
  }

  /// A line that fails says so through its own thread too; the job learns it here, at once.
  private void write(byte[] bytes) {
    Optional.ofNullable(line)
        .ifPresent(
            open -> {
              try {
                open.write(bytes);
              } catch (LinkException e) {
                open.close();
                detach();
              }
            });
  }
}
