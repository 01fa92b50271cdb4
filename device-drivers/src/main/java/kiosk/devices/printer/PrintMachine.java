package kiosk.devices.printer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The life of a print job as a table: what happens, in which state, leads where and does what.
/// Pure: time comes in as [Event.Late].
///
/// ```
/// IDLE ── start ─▶ CHECKING ── well ─▶ SENDING ── all sent ─▶ PRINTING ── fence 1 ─▶ CUTTING
///   ▲                  │ trouble          │ trouble            │ trouble               │ fence 2
///   │              refused                ▼                    ▼                       ▼
///   └── spoiled, unknown ◀── cleared ── CLEARING ◀───────── trouble ◀──────────── INSPECTING
/// ```
final class PrintMachine {

  /// Where a job stands.
  sealed interface State {

    /// No job. A stub of a spoiled ticket may hang in the printer.
    record Idle(boolean stub) implements State {}

    /// The printer is asked how it is; a stub may hang in it.
    record Checking(Job job, boolean stub) implements State {}

    /// Bytes go out.
    record Sending(Job job) implements State {}

    /// All bytes are out; the first fence is awaited.
    record Printing(Job job) implements State {}

    /// All is on paper; the second fence, behind the cut, is awaited.
    record Cutting(Job job) implements State {}

    /// The printer is asked whether its cutter is well.
    record Inspecting(Job job) implements State {}

    /// The printer's buffers are being cleared, so that nothing more of the ticket comes out.
    ///
    /// @param proof what shows that the paper lacks a part
    record Clearing(Job job, PrintTrouble trouble, Proof proof) implements State {}
  }

  /// What shows that the paper lacks a part.
  enum Proof {
    /// Not all bytes were sent.
    NEVER_SENT,
    /// All were sent, and the printer told of a trouble: a part is lacking if its buffers are
    /// cleared.
    CLEARED,
    /// Nothing.
    NONE
  }

  /// A job under way.
  ///
  /// @param number tells its fences from those of others
  /// @param evidence what was seen so far
  record Job(int number, int bytes, List<String> evidence) {

    Job saw(String what) {
      List<String> more = new ArrayList<>(evidence);
      more.add(what);
      return new Job(number, bytes, List.copyOf(more));
    }

    /// The four characters of the fence behind the last line.
    String printedFence() {
      return "P%03d".formatted(number % 1000);
    }

    /// The four characters of the fence behind the cut.
    String cutFence() {
      return "C%03d".formatted(number % 1000);
    }
  }

  /// What happens.
  sealed interface Event {

    record Start(int number, int bytes) implements Event {}

    /// The printer has said how it is.
    ///
    /// @param whole whether every question of a round was answered
    record Seen(PrinterStatus status, boolean whole) implements Event {}

    /// A piece has been handed to the line.
    record Wrote(int sent, boolean all) implements Event {}

    record FencePassed(String id) implements Event {}

    record Cleared() implements Event {}

    /// The line is gone, or this side closes it.
    record LineDown() implements Event {}

    /// The printer does not answer real-time questions.
    record Silent() implements Event {}

    /// What was awaited has not come in time.
    record Late() implements Event {}
  }

  /// What is to be done.
  sealed interface Effect {

    record Tell(PrintProgress progress) implements Effect {}

    record AskAll() implements Effect {}

    record SendNext() implements Effect {}

    record SendFence(String id) implements Effect {}

    record SendCut(String id) implements Effect {}

    record SendClear() implements Effect {}

    /// Feed and cut what hangs in the printer.
    record DropStub() implements Effect {}

    /// [Event.Late] after so long, in place of any before.
    record Await(Duration patience) implements Effect {}

    record Rest() implements Effect {}
  }

  /// Where it goes and what is done on the way, in order.
  record Step(State state, List<Effect> effects) {}

  static final Duration CHECK = Duration.ofMillis(2500);
  static final Duration SEND = Duration.ofSeconds(5);
  static final Duration PRINT = Duration.ofSeconds(10);
  static final Duration CUT = Duration.ofSeconds(8);
  static final Duration CLEAR = Duration.ofSeconds(2);

  private PrintMachine() {}

  static Step next(State state, Event event) {
    return switch (state) {
      case State.Idle idle -> idle(idle, event);
      case State.Checking checking -> checking(checking, event);
      case State.Sending sending -> sending(sending, event);
      case State.Printing printing -> printing(printing, event);
      case State.Cutting cutting -> cutting(cutting, event);
      case State.Inspecting inspecting -> inspecting(inspecting, event);
      case State.Clearing clearing -> clearing(clearing, event);
    };
  }

  private static Step idle(State.Idle idle, Event event) {
    return switch (event) {
      case Event.Start(int number, int bytes) ->
          step(
              new State.Checking(new Job(number, bytes, List.of()), idle.stub()),
              new Effect.Tell(new PrintProgress.Prepared(bytes)),
              new Effect.AskAll(),
              new Effect.Await(CHECK));
      case Event.Seen(PrinterStatus status, boolean whole)
          when idle.stub() && whole && status.obstacle().isEmpty() ->
          step(new State.Idle(false), new Effect.DropStub());
      case Event.Seen _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _,
          Event.LineDown _,
          Event.Silent _,
          Event.Late _ ->
          step(idle);
    };
  }

  private static Step checking(State.Checking state, Event event) {
    return switch (event) {
      case Event.Seen(PrinterStatus status, boolean whole) when whole ->
          status.obstacle().map(trouble -> refused(state, trouble)).orElseGet(() -> checked(state));
      case Event.LineDown _ -> refused(state, PrintTrouble.OFFLINE);
      case Event.Silent _, Event.Late _ -> refused(state, PrintTrouble.MUTE);
      case Event.Seen _, Event.Start _, Event.Wrote _, Event.FencePassed _, Event.Cleared _ ->
          step(state);
    };
  }

  private static Step checked(State.Checking state) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.Tell(new PrintProgress.Checked()));
    if (state.stub()) {
      effects.add(new Effect.DropStub());
    }
    effects.add(new Effect.SendNext());
    effects.add(new Effect.Await(SEND));
    return new Step(
        new State.Sending(state.job().saw("printer well before the first byte")), effects);
  }

  private static Step sending(State.Sending state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Wrote(int sent, boolean all) -> wrote(job, sent, all);
      case Event.Seen seen -> watched(state, job, seen, Proof.NEVER_SENT);
      case Event.LineDown _ -> unknown(job.saw("line down while sending"), PrintTrouble.OFFLINE);
      case Event.Silent _ ->
          clear(job.saw("no answer while sending"), PrintTrouble.MUTE, Proof.NEVER_SENT);
      case Event.Late _ ->
          clear(job.saw("line held while sending"), PrintTrouble.MUTE, Proof.NEVER_SENT);
      case Event.Start _, Event.FencePassed _, Event.Cleared _ -> step(state);
    };
  }

  private static Step wrote(Job job, int sent, boolean all) {
    List<Effect> effects = new ArrayList<>();
    boolean first = job.evidence().size() == 1;
    Job seen = first ? job.saw("first byte sent") : job;
    if (first) {
      effects.add(new Effect.Tell(new PrintProgress.Sending(sent, job.bytes())));
    }
    if (!all) {
      effects.add(new Effect.SendNext());
      effects.add(new Effect.Await(SEND));
      return new Step(new State.Sending(seen), effects);
    }
    effects.add(new Effect.SendFence(job.printedFence()));
    effects.add(new Effect.Await(PRINT));
    return new Step(new State.Printing(seen.saw(sent + " bytes sent")), effects);
  }

  private static Step printing(State.Printing state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.FencePassed(String id) when id.equals(job.printedFence()) ->
          step(
              new State.Cutting(job.saw("fence 1 passed")),
              new Effect.Tell(new PrintProgress.Printed()),
              new Effect.SendCut(job.cutFence()),
              new Effect.Await(CUT));
      case Event.Seen seen -> watched(state, job, seen, Proof.CLEARED);
      case Event.LineDown _ -> unknown(job.saw("line down before fence 1"), PrintTrouble.OFFLINE);
      case Event.Silent _ ->
          clear(job.saw("no answer before fence 1"), PrintTrouble.MUTE, Proof.NONE);
      case Event.Late _ -> clear(job.saw("fence 1 did not come"), PrintTrouble.MUTE, Proof.NONE);
      case Event.Start _, Event.Wrote _, Event.FencePassed _, Event.Cleared _ -> step(state);
    };
  }

  private static Step cutting(State.Cutting state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.FencePassed(String id) when id.equals(job.cutFence()) ->
          step(
              new State.Inspecting(job.saw("fence 2 passed")),
              new Effect.AskAll(),
              new Effect.Await(CHECK));
      case Event.Seen seen -> watched(state, job, seen, Proof.CLEARED);
      case Event.LineDown _ -> unknown(job.saw("line down before fence 2"), PrintTrouble.OFFLINE);
      case Event.Silent _ ->
          clear(job.saw("no answer before fence 2"), PrintTrouble.MUTE, Proof.NONE);
      case Event.Late _ -> clear(job.saw("fence 2 did not come"), PrintTrouble.MUTE, Proof.NONE);
      case Event.Start _, Event.Wrote _, Event.FencePassed _, Event.Cleared _ -> step(state);
    };
  }

  /// The roll may end, or the cover be opened, right behind the cut: that spoils nothing.
  private static Step inspecting(State.Inspecting state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Seen(PrinterStatus status, boolean whole) -> {
        if (status.fault().filter(fault -> fault == PrintTrouble.CUTTER).isPresent()) {
          yield clear(job.saw("cutter not well"), PrintTrouble.CUTTER, Proof.CLEARED);
        }
        yield whole ? done(job.saw("cutter well after the cut")) : step(state);
      }
      case Event.LineDown _ -> unknown(job.saw("line down after the cut"), PrintTrouble.OFFLINE);
      case Event.Silent _, Event.Late _ ->
          clear(job.saw("cutter did not answer"), PrintTrouble.MUTE, Proof.NONE);
      case Event.Start _, Event.Wrote _, Event.FencePassed _, Event.Cleared _ -> step(state);
    };
  }

  private static Step done(Job job) {
    return step(
        new State.Idle(false),
        new Effect.Tell(new PrintProgress.Cut()),
        new Effect.Tell(new PrintProgress.Presented()),
        new Effect.Tell(new PrintProgress.EjectedUnseen(job.evidence())),
        new Effect.Rest());
  }

  private static Step clearing(State.Clearing state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Cleared _ -> ended(state, job.saw("buffers cleared"), state.proof() != Proof.NONE);
      case Event.Late _, Event.Silent _ ->
          ended(state, job.saw("clearing not confirmed"), state.proof() == Proof.NEVER_SENT);
      case Event.LineDown _ -> unknown(job.saw("line down while clearing"), state.trouble());
      case Event.Start _, Event.Seen _, Event.Wrote _, Event.FencePassed _ -> step(state);
    };
  }

  private static Step ended(State.Clearing state, Job job, boolean lacking) {
    PrintProgress.End end =
        lacking
            ? new PrintProgress.Spoiled(state.trouble(), job.evidence())
            : new PrintProgress.Unknown(state.trouble(), job.evidence());
    return step(new State.Idle(true), new Effect.Tell(end), new Effect.Rest());
  }

  /// A trouble in mid-ticket: what the printer still holds must not print for whoever mends it.
  /// That it is off line comes first, why it is only with the round's other answers.
  private static Step watched(State state, Job job, Event.Seen seen, Proof proof) {
    return seen.status()
        .obstacle()
        .filter(trouble -> trouble != PrintTrouble.OFFLINE || seen.whole())
        .map(trouble -> clear(job.saw(trouble + " in mid-ticket"), trouble, proof))
        .orElseGet(() -> step(state));
  }

  private static Step clear(Job job, PrintTrouble trouble, Proof proof) {
    return step(
        new State.Clearing(job, trouble, proof), new Effect.SendClear(), new Effect.Await(CLEAR));
  }

  private static Step refused(State.Checking state, PrintTrouble trouble) {
    List<String> evidence = state.job().saw("0 bytes sent").evidence();
    return step(
        new State.Idle(state.stub()),
        new Effect.Tell(new PrintProgress.Refused(trouble, evidence)),
        new Effect.Rest());
  }

  private static Step unknown(Job job, PrintTrouble trouble) {
    return step(
        new State.Idle(true),
        new Effect.Tell(new PrintProgress.Unknown(trouble, job.evidence())),
        new Effect.Rest());
  }

  private static Step step(State state, Effect... effects) {
    return new Step(state, List.of(effects));
  }
}
