package kiosk.devices.printer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.printer.PrintMachine.Effect;
import kiosk.devices.printer.PrintMachine.Event;
import kiosk.devices.printer.PrintMachine.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs what the [PrintMachine] wants, on the printer's thread.
final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final StatusRound round;
  private State state = new State.Idle(false);
  private int jobs;
  private Payload payload = new Payload(List.of());
  private Consumer<PrintProgress> progress = _ -> {};
  private @Nullable PrinterLine line;
  private boolean pieceWanted;
  private boolean held;
  private long deadline = Long.MAX_VALUE;

  JobRunner(StatusRound round) {
    this.round = round;
  }

  boolean busy() {
    return !(state instanceof State.Idle);
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
  }

  /// The line is gone: a job under way ends.
  void detach() {
    line = null;
    fire(new Event.LineDown());
  }

  void start(Payload bytes, Consumer<PrintProgress> listener) {
    payload = bytes;
    progress = listener;
    jobs++;
    fire(new Event.Start(jobs, bytes.length()));
  }

  /// The printer holds the line, or lets go.
  void held(boolean holds) {
    held = holds;
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
    PrintMachine.Step step = PrintMachine.next(state, event);
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
      case Effect.AskAll _ -> round.beginNow(System.nanoTime());
      case Effect.SendNext _ -> pieceWanted = true;
      case Effect.SendFence fence -> write(fence(fence.id()));
      case Effect.SendCut cut -> write(new EscPosCommand.Cut(true, true, 0), fence(cut.id()));
      case Effect.SendClear _ -> {
        pieceWanted = false;
        write(new EscPosCommand.ClearBuffers());
      }
      case Effect.DropStub _ ->
          write(new EscPosCommand.Initialize(), new EscPosCommand.Cut(true, true, 0));
      case Effect.Await wait -> deadline = System.nanoTime() + wait.patience().toNanos();
      case Effect.Rest _ -> rest();
    }
  }

  private void rest() {
    deadline = Long.MAX_VALUE;
    pieceWanted = false;
    payload.wipe();
    progress = _ -> {};
  }

  private void tell(PrintProgress news) {
    try {
      progress.accept(news);
    } catch (RuntimeException e) {
      // A listener's bug is not to stop the printer.
      LOG.atError().setMessage("printer.listener").setCause(e).log();
    }
  }

  private static EscPosCommand fence(String id) {
    return new EscPosCommand.Fence(Bytes.of(id.getBytes(StandardCharsets.US_ASCII)));
  }

  private void write(EscPosCommand... commands) {
    write(EscPosEncoder.encode(commands));
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
