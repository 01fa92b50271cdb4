package kiosk.devices.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
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
  private static final Job JOB =
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

  /// A machine, ours or a wrong one.
  private interface Table {
    Step next(State state, Event event);
  }

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
    Map<String, Table> bugs = new TreeMap<>();
    bugs.put("takes any fence for its own", PrintMachineTest::anyFence);
    bugs.put("goes on without clearing", (s, e) -> without(s, e, Effect.SendClear.class));
    bugs.put("says printed when all is sent", PrintMachineTest::printedTooEarly);
    bugs.put("ends twice", PrintMachineTest::endsTwice);
    bugs.put("refuses what was begun", PrintMachineTest::refusesLate);
    bugs.put("sends on after a trouble", PrintMachineTest::sendsOn);
    bugs.put("cuts twice", PrintMachineTest::cutsTwice);
    bugs.put("spoils what was not begun", PrintMachineTest::spoilsNothing);
    bugs.put("spoils what was cut", PrintMachineTest::spoilsTheCut);
    bugs.put("drops a stub that more may print on", PrintMachineTest::dropsEarly);
    bugs.put("leaves open what is spoiled", PrintMachineTest::doubtsAll);
    bugs.put("begins on buffers that were not cleared", PrintMachineTest::beginsEarly);
    long caught =
        bugs.values().stream()
            .filter(table -> firstBrokenPromise(table, 200_000).isPresent())
            .count();
    assertThat(caught).as("caught %d of %d", caught, bugs.size()).isEqualTo(bugs.size());
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
  private static Optional<String> firstBrokenPromise(Table table, int steps) {
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
              .or(() -> wasIdle ? idlePromise(step) : jobPromise(done, seen, step));
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

  private static Optional<String> jobPromise(List<Effect> done, List<Event> seen, Step step) {
    boolean begun = told(done, PrintProgress.Sending.class) > 0;
    boolean cleared = lastClear(done) > first(done, Effect.SendNext.class);
    if (told(done, PrintProgress.End.class) != (step.state() instanceof State.Idle ? 1 : 0)) {
      return Optional.of("a job has exactly one end");
    }
    long kept = done.stream().filter(PrintMachineTest::keepsAnEnd).count();
    boolean doubted = count(done, Effect.Doubt.class) > 0;
    if (kept + (doubted ? 1 : 0) != told(done, PrintProgress.End.class)
        || (doubted && told(done, PrintProgress.Unknown.class) == 0)) {
      return Optional.of("every end is kept, but for one that nobody can tell");
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

  private static boolean keepsAnEnd(Effect effect) {
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

  private static List<Effect> ends(Step step) {
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

  private static Step anyFence(State state, Event event) {
    return switch (state) {
      case State.Printing _ when event instanceof Event.FencePassed ->
          PrintMachine.next(state, new Event.FencePassed("P001"));
      case State.Cutting _ when event instanceof Event.FencePassed ->
          PrintMachine.next(state, new Event.FencePassed("C001"));
      default -> PrintMachine.next(state, event);
    };
  }

  private static Step without(State state, Event event, Class<? extends Effect> kind) {
    Step step = PrintMachine.next(state, event);
    return new Step(
        step.state(), step.effects().stream().filter(e -> !kind.isInstance(e)).toList());
  }

  private static Step printedTooEarly(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return state instanceof State.Sending && step.state() instanceof State.Printing
        ? with(step, new Effect.Tell(new PrintProgress.Printed()))
        : step;
  }

  private static Step endsTwice(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return ends(step).isEmpty() ? step : with(step, ends(step).getFirst());
  }

  private static Step refusesLate(State state, Event event) {
    boolean trouble = state instanceof State.Sending && event instanceof Event.LineDown;
    return trouble
        ? new Step(
            idle(false, Buffers.TIDY),
            List.of(new Effect.Tell(new PrintProgress.Refused(PrintTrouble.OFFLINE, List.of()))))
        : PrintMachine.next(state, event);
  }

  private static Step spoilsTheCut(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return state instanceof State.Cutting && event instanceof Event.LineDown
        ? new Step(
            step.state(),
            List.of(new Effect.Tell(new PrintProgress.Spoiled(PrintTrouble.OFFLINE, List.of()))))
        : step;
  }

  private static Step doubtsAll(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return new Step(
        step.state(),
        step.effects().stream()
            .map(effect -> keepsAnEnd(effect) ? new Effect.Doubt() : effect)
            .toList());
  }

  private static Step sendsOn(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return step.state() instanceof State.Clearing && !(state instanceof State.Clearing)
        ? with(step, new Effect.SendNext())
        : step;
  }

  private static Step cutsTwice(State state, Event event) {
    Step step = PrintMachine.next(state, event);
    return state instanceof State.Cutting && event instanceof Event.Late
        ? new Step(state, List.of(new Effect.SendCut("C001")))
        : step;
  }

  private static Step spoilsNothing(State state, Event event) {
    boolean held = state instanceof State.Sending(Job _, boolean begun) && !begun;
    return held && event instanceof Event.Late
        ? PrintMachine.next(new State.Sending(JOB, true), event)
        : PrintMachine.next(state, event);
  }

  private static Step dropsEarly(State state, Event event) {
    return state instanceof State.Idle(Left(boolean stub, Buffers _)) && event instanceof Event.Seen
        ? PrintMachine.next(idle(stub, Buffers.TIDY), event)
        : PrintMachine.next(state, event);
  }

  private static Step beginsEarly(State state, Event event) {
    return state instanceof State.Checking(Job job, Left _, boolean occupied)
        ? PrintMachine.next(new State.Checking(job, Left.NOTHING, occupied), event)
        : PrintMachine.next(state, event);
  }

  private static State idle(boolean stub, Buffers buffers) {
    return new State.Idle(new Left(stub, buffers));
  }

  private static Step with(Step step, Effect more) {
    List<Effect> effects = new ArrayList<>(step.effects());
    effects.add(more);
    return new Step(step.state(), effects);
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
