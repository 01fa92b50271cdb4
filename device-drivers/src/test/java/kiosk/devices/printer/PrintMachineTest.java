package kiosk.devices.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.journal.JobNote;
import kiosk.devices.journal.JobStage;
import kiosk.devices.journal.Tally;
import kiosk.devices.printer.JobLife.Buffers;
import kiosk.devices.printer.JobLife.Effect;
import kiosk.devices.printer.JobLife.Event;
import kiosk.devices.printer.JobLife.Job;
import kiosk.devices.printer.JobLife.Left;
import kiosk.devices.printer.JobLife.Proof;
import kiosk.devices.printer.JobLife.State;
import kiosk.devices.printer.JobLife.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of a print job: every pair of state and event, a long random walk over what must
/// always hold, and wrong tables that the walk must find out.
class PrintMachineTest {

  private static final JobLife.Unit UNIT = new JobLife.Unit(true, true, true);
  private static final Tally BEFORE = new Tally(OptionalLong.of(7), OptionalLong.of(2));
  static final Job JOB =
      new Job(1, 1000, UNIT, BEFORE, List.of("printer well before the first byte"));

  private static final List<State> STATES =
      List.of(
          idle(false, Buffers.TIDY),
          idle(true, Buffers.TIDY),
          idle(true, Buffers.CLEARED),
          idle(true, Buffers.UNCLEARED),
          new State.Recalling(
              new JobNote(new UUID(0, 1), JobStage.SENDING, 1000, BEFORE), UNIT, false),
          new State.Checking(JOB, Left.NOTHING, false),
          new State.Checking(JOB, new Left(true, Buffers.CLEARED), false),
          new State.Checking(JOB, new Left(true, Buffers.UNCLEARED), true),
          new State.Counting(JOB),
          new State.Sending(JOB, false),
          new State.Sending(JOB, true),
          new State.Printing(JOB),
          new State.Cutting(JOB),
          new State.Inspecting(JOB),
          new State.Tallying(JOB, false),
          new State.Tallying(JOB, true),
          new State.AtMouth(JOB, false, false, false),
          new State.AtMouth(JOB, true, true, true),
          new State.Leaving(JOB, true, false),
          new State.Leaving(JOB, false, true),
          new State.Clearing(JOB, PrintTrouble.PAPER_OUT, Proof.CLEARED));

  private static final List<Event> EVENTS =
      List.of(
          new Event.Opened(),
          new Event.Start(1, 1000, UNIT),
          new Event.Seen(status(PrinterStatus.Paper.OK, PrinterStatus.Presenter.TICKET), true),
          new Event.Counted(new Tally(OptionalLong.of(8), OptionalLong.of(2))),
          new Event.Counted(new Tally(OptionalLong.of(8), OptionalLong.of(3))),
          new Event.NotKept(),
          new Event.Seen(status(PrinterStatus.Paper.OK, Optional.empty()), true),
          new Event.Seen(status(PrinterStatus.Paper.OK, Optional.empty()), false),
          new Event.Seen(status(PrinterStatus.Paper.OUT, Optional.empty()), false),
          new Event.Seen(status(PrinterStatus.Paper.OK, Optional.of(PrintTrouble.CUTTER)), true),
          new Event.Wrote(128, false),
          new Event.Wrote(1000, true),
          new Event.FencePassed("P001"),
          new Event.FencePassed("C001"),
          new Event.FencePassed("P999"),
          new Event.Cleared(true),
          new Event.Cleared(false),
          new Event.LineDown(),
          new Event.Silent(),
          new Event.Late());

  @Test
  void everyPairOfStateAndEventHasAnAnswerAndIdleMeansThatTheJobHasEnded() {
    for (State state : STATES) {
      for (Event event : EVENTS) {
        Step step = PrintMachine.next(state, event);
        // A judgement that the line's end cuts short begins anew on the next line.
        boolean again = state instanceof State.Recalling && event instanceof Event.LineDown;
        boolean ends =
            !again && !(state instanceof State.Idle) && step.state() instanceof State.Idle;
        assertThat(ends(step)).as("%s, %s", state, event).hasSize(ends ? 1 : 0);
      }
    }
  }

  @Test
  void aMillionRandomEventsBreakNoPromise() {
    assertThat(firstBrokenPromise(PrintMachine::next, 1_000_000)).isEmpty();
  }

  @Test
  void everyPlantedBugIsFound() {
    long caught =
        WrongTables.ALL.values().stream()
            .filter(table -> firstBrokenPromise(table, 200_000).isPresent())
            .count();
    assertThat(caught)
        .as("caught %d of %d", caught, WrongTables.ALL.size())
        .isEqualTo(WrongTables.ALL.size());
  }

  @ParameterizedTest
  @CsvSource({
    "true, 2, Taken",
    "true, 3, Retracted",
    "false, 2, EjectedUnseen",
    "false, 3, Retracted",
  })
  void nobodyIsBelievedToHaveTakenWhatWasNeverSeenAtTheMouth(
      boolean seen, long retractions, String end) {
    Event gone = new Event.Seen(status(PrinterStatus.Paper.OK, Optional.empty()), true);
    Tally now = new Tally(OptionalLong.of(8), OptionalLong.of(retractions));
    Step leaving = PrintMachine.next(new State.AtMouth(JOB, seen, false, false), gone);
    Step over = PrintMachine.next(leaving.state(), new Event.Counted(now));
    assertThat(ends(over))
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.Tell.class,
            told -> assertThat(told.progress().getClass().getSimpleName()).isEqualTo(end));
  }

  /// Its timer has run out and nothing was counted: a retractor may have been faster than a hand.
  @ParameterizedTest
  @CsvSource({"true, Retracted", "false, Taken"})
  void onlyARetractorPullsBack(boolean retracts, String end) {
    JobLife.Unit unit = new JobLife.Unit(true, true, retracts);
    Job job = new Job(1, 1000, unit, BEFORE, List.of());
    Step over = PrintMachine.next(new State.Leaving(job, true, true), new Event.Late());
    assertThat(ends(over))
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.Tell.class,
            told -> assertThat(told.progress().getClass().getSimpleName()).isEqualTo(end));
  }

  @ParameterizedTest
  @EnumSource(names = {"MOVING", "JAMMED", "UNKNOWN"})
  void aTicketThatMovesAtTheMouthHasNotLeftIt(PrinterStatus.Presenter presenter) {
    State atMouth = new State.AtMouth(JOB, true, false, false);
    Event seen = new Event.Seen(status(PrinterStatus.Paper.OK, presenter), true);
    assertThat(PrintMachine.next(atMouth, seen)).isEqualTo(Step.to(atMouth));
  }

  /// Custom's full status: 20 in the first byte a ticket, 08 in the second the motor.
  @ParameterizedTest
  @CsvSource({
    "0x00, 0x00, EMPTY",
    "0x00, 0x08, MOVING",
    "0x20, 0x08, TICKET",
    "0x20, 0x00, TICKET"
  })
  void theMotorTellsThatPaperIsOnItsWay(int paper, int user, PrinterStatus.Presenter presenter) {
    StatusBoard board = new StatusBoard();
    board.answered(new PrinterAnswer.FullStatus(paper, user, 0, 0), Instant.EPOCH);
    assertThat(board.snapshot(true).presenter()).isEqualTo(presenter);
  }

  @ParameterizedTest
  @CsvSource({"true, Spoiled", "false, Unknown"})
  void emptyBuffersOfAPrinterThatCanPrintProveNothing(boolean emptied, String end) {
    State clearing = new State.Clearing(JOB, PrintTrouble.PAPER_OUT, Proof.CLEARED);
    Step over = PrintMachine.next(clearing, new Event.Cleared(emptied));
    assertThat(over.state()).isEqualTo(idle(true, Buffers.CLEARED));
    assertThat(ends(over))
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.Tell.class,
            told -> assertThat(told.progress().getClass().getSimpleName()).isEqualTo(end));
  }

  @Test
  void clearingIsAskedForUntilItIsConfirmedAndOnlyThenTheStubGoes() {
    Event out = new Event.Seen(status(PrinterStatus.Paper.OUT, Optional.empty()), true);
    Event well = new Event.Seen(status(PrinterStatus.Paper.OK, Optional.empty()), true);
    State clearing = new State.Clearing(JOB, PrintTrouble.PAPER_OUT, Proof.CLEARED);
    Step unsure = PrintMachine.next(clearing, new Event.Late());
    assertThat(unsure.state()).isEqualTo(idle(true, Buffers.UNCLEARED));
    for (Event event : List.of(out, well, out, well)) {
      assertThat(PrintMachine.next(unsure.state(), event))
          .isEqualTo(Step.to(unsure.state(), new Effect.SendClear()));
    }
    Step cleared = PrintMachine.next(unsure.state(), new Event.Cleared(true));
    assertThat(PrintMachine.next(cleared.state(), out).effects()).isEmpty();
    Step tidy = PrintMachine.next(cleared.state(), well);
    assertThat(tidy.effects()).containsExactly(new Effect.Initialise(), new Effect.AskAll());
    assertThat(PrintMachine.next(tidy.state(), well))
        .isEqualTo(Step.to(idle(false, Buffers.TIDY), new Effect.DropStub()));
  }

  /// Walks at random and says which promise was broken first.
  private static Optional<String> firstBrokenPromise(WrongTables.Table table, int steps) {
    Random random = new Random(20260103);
    State state = idle(false, Buffers.UNCLEARED);
    List<Effect> done = new ArrayList<>();
    List<Event> seen = new ArrayList<>();
    Buffers buffers = Buffers.UNCLEARED;
    for (int i = 0; i < steps; i++) {
      Event event = EVENTS.get(random.nextInt(EVENTS.size()));
      if (state instanceof State.Idle && event instanceof Event.Start) {
        done.clear();
        seen.clear();
      }
      boolean wasIdle = state instanceof State.Idle && !(event instanceof Event.Start);
      Step step = table.next(state, event);
      seen.add(event);
      done.addAll(step.effects());
      Optional<String> broken =
          bufferPromise(buffers, step)
              .or(() -> wasIdle ? idlePromise(step) : jobPromise(done, seen, step))
              .or(() -> wasIdle ? Optional.empty() : keptPromise(done));
      if (broken.isPresent()) {
        return broken;
      }
      buffers = buffers(buffers, event, step);
      state = step.state();
    }
    return Optional.empty();
  }

  private static Optional<String> idlePromise(Step step) {
    return step.effects().stream()
            .allMatch(
                done ->
                    switch (done) {
                      case Effect.SendClear _,
                          Effect.Recover _,
                          Effect.Initialise _,
                          Effect.AskAll _,
                          Effect.DropStub _,
                          Effect.CallBack _ ->
                          true;
                      default -> false;
                    })
        ? Optional.empty()
        : Optional.of("something was done for no job");
  }

  /// What one who only watches knows of the buffers.
  private static Buffers buffers(Buffers before, Event event, Step step) {
    if (count(step.effects(), Effect.SendClear.class) > 0) {
      return Buffers.UNCLEARED;
    }
    if (event instanceof Event.Cleared && before == Buffers.UNCLEARED) {
      return Buffers.CLEARED;
    }
    boolean initialised = count(step.effects(), Effect.Initialise.class) > 0;
    return initialised && before == Buffers.CLEARED ? Buffers.TIDY : before;
  }

  private static Optional<String> bufferPromise(Buffers buffers, Step step) {
    boolean begins =
        count(step.effects(), Effect.DropStub.class) > 0
            || told(step.effects(), PrintProgress.Checked.class) > 0;
    return begins && buffers != Buffers.TIDY
        ? Optional.of("no stub is dropped and no job begun before the buffers are tidy")
        : Optional.empty();
  }

  private static Optional<String> keptPromise(List<Effect> done) {
    long kept = done.stream().filter(PrintMachineTest::keepsAnEnd).count();
    boolean doubted = count(done, Effect.Doubt.class) > 0;
    return kept + (doubted ? 1 : 0) != told(done, PrintProgress.End.class)
            || (doubted && told(done, PrintProgress.Unknown.class) == 0)
        ? Optional.of("every end is kept, but for one that nobody can tell")
        : Optional.empty();
  }

  private static Optional<String> jobPromise(List<Effect> done, List<Event> seen, Step step) {
    boolean begun = told(done, PrintProgress.Sending.class) > 0;
    boolean cleared = lastClear(done) > first(done, Effect.SendNext.class);
    if (told(done, PrintProgress.End.class) != (step.state() instanceof State.Idle ? 1 : 0)) {
      return Optional.of("a job has exactly one end");
    }
    if (told(done, PrintProgress.Printed.class) > 0
        && !seen.contains(new Event.FencePassed("P001"))) {
      return Optional.of("printed only after fence 1");
    }
    if (told(done, PrintProgress.Cut.class) > 0 && !seen.contains(new Event.FencePassed("C001"))) {
      return Optional.of("cut only after fence 2");
    }
    if (told(done, PrintProgress.Refused.class) > 0 && begun) {
      return Optional.of("refused only with no byte sent");
    }
    if (told(done, PrintProgress.Spoiled.class) > 0 && !begun) {
      return Optional.of("spoiled only with a byte sent");
    }
    boolean owed =
        step.state() instanceof State.Idle(Left(_, Buffers now)) && now == Buffers.UNCLEARED;
    if (told(done, PrintProgress.Spoiled.class) > 0 && !cleared && !owed) {
      return Optional.of("spoiled only with the buffers cleared, told to, or owed it");
    }
    if (told(done, PrintProgress.Spoiled.class) > 0
        && !cleared
        && count(done, Effect.SendCut.class) > 0) {
      return Optional.of("what was cut is not spoiled because nothing more is heard");
    }
    if (count(done, Effect.SendCut.class) > 1) {
      return Optional.of("cut at most once");
    }
    List<Effect> begunWith = done.subList(first(done, Effect.SendNext.class), done.size());
    return cleared && lastSend(begunWith) > first(begunWith, Effect.SendClear.class)
        ? Optional.of("nothing is sent after clearing")
        : Optional.empty();
  }

  static boolean keepsAnEnd(Effect effect) {
    return effect instanceof Effect.Keep(JobStage stage, Tally _) && stage.isEnd();
  }

  private static int count(List<Effect> done, Class<? extends Effect> kind) {
    return (int) done.stream().filter(kind::isInstance).count();
  }

  private static long told(List<Effect> done, Class<? extends PrintProgress> kind) {
    return done.stream()
        .filter(effect -> effect instanceof Effect.Tell(var news) && kind.isInstance(news))
        .count();
  }

  static List<Effect> ends(Step step) {
    return step.effects().stream()
        .filter(effect -> effect instanceof Effect.Tell(PrintProgress.End _))
        .toList();
  }

  private static int lastSend(List<Effect> done) {
    return last(done, Effect.SendNext.class);
  }

  private static int lastClear(List<Effect> done) {
    return last(done, Effect.SendClear.class);
  }

  private static int first(List<Effect> done, Class<? extends Effect> kind) {
    return (int) done.stream().takeWhile(effect -> !kind.isInstance(effect)).count();
  }

  private static int last(List<Effect> done, Class<? extends Effect> kind) {
    for (int i = done.size() - 1; i >= 0; i--) {
      if (kind.isInstance(done.get(i))) {
        return i;
      }
    }
    return -1;
  }

  static State idle(boolean stub, Buffers buffers) {
    return new State.Idle(new Left(stub, buffers));
  }

  private static PrinterStatus status(PrinterStatus.Paper paper, Optional<PrintTrouble> fault) {
    return status(paper, PrinterStatus.Presenter.EMPTY, fault);
  }

  private static PrinterStatus status(
      PrinterStatus.Paper paper, PrinterStatus.Presenter presenter) {
    return status(paper, presenter, Optional.empty());
  }

  private static PrinterStatus status(
      PrinterStatus.Paper paper, PrinterStatus.Presenter presenter, Optional<PrintTrouble> fault) {
    return new PrinterStatus(
        PrinterStatus.Link.UP,
        Optional.of(true),
        paper,
        PrinterStatus.Cover.CLOSED,
        presenter,
        OptionalInt.empty(),
        fault,
        Optional.of(Instant.EPOCH));
  }
}
