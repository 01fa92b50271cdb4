package kiosk.devices.printer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import kiosk.devices.printer.PrinterStatus.Presenter;

/// The life of a print job as a table: what happens, in which state, leads where and does what.
/// Pure: time comes in as [Event.Late]. What comes behind the cut stands in [MouthTable].
///
/// ```
/// IDLE ── start ─▶ CHECKING ─▶ COUNTING ─▶ SENDING ── all sent ─▶ PRINTING ── fence 1 ─▶ CUTTING
///   ▲                  │ trouble               │ trouble            │ trouble            │ fence 2
///   │              refused                     ▼                    ▼                    ▼
///   └── spoiled, unknown ◀── cleared ────── CLEARING ◀────────── trouble ◀───────── INSPECTING
/// ```
///
/// Idle or checking, what earlier papers have left comes first: the buffers are cleared until that
/// is confirmed and then initialised; only then a stub is cut off and a job begins.
final class PrintMachine {

  static final Duration CHECK = Duration.ofMillis(2500);
  static final Duration SEND = Duration.ofSeconds(5);
  static final Duration PRINT = Duration.ofSeconds(10);
  static final Duration CUT = Duration.ofSeconds(8);
  static final Duration CLEAR = Duration.ofSeconds(2);

  private PrintMachine() {}

  static Step next(State state, Event event) {
    return switch (state) {
      case State.Idle idle -> idle(idle, event);
      case State.Recalling recalling -> MouthTable.recalling(recalling, event);
      case State.Checking checking -> checking(checking, event);
      case State.Counting counting -> counting(counting, event);
      case State.Sending sending -> sending(sending, event);
      case State.Printing printing -> printing(printing, event);
      case State.Cutting cutting -> cutting(cutting, event);
      case State.Inspecting inspecting -> inspecting(inspecting, event);
      case State.Tallying tallying -> MouthTable.tallying(tallying, event);
      case State.AtMouth atMouth -> MouthTable.atMouth(atMouth, event);
      case State.Leaving leaving -> MouthTable.leaving(leaving, event);
      case State.Clearing clearing -> clearing(clearing, event);
    };
  }

  private static Step idle(State.Idle idle, Event event) {
    Left left = idle.left();
    return switch (event) {
      case Event.Opened _ ->
          step(
              new State.Idle(left.with(Buffers.UNCLEARED)),
              new Effect.Initialise(),
              new Effect.SendClear());
      case Event.Start(int number, int bytes, JobLife.Unit unit) ->
          step(
              new State.Checking(
                  new Job(number, bytes, unit, Tally.UNKNOWN, List.of()), left, false),
              new Effect.Keep(JobStage.PREPARED, Tally.UNKNOWN),
              new Effect.Tell(new PrintProgress.Prepared(bytes)),
              new Effect.AskAll(),
              new Effect.Await(CHECK));
      case Event.Recall(JobNote note, JobLife.Unit unit, boolean ticket) ->
          step(
              new State.Recalling(note, unit, ticket),
              new Effect.AskCounts(),
              new Effect.Await(MouthTable.COUNT));
      case Event.Cleared _ when left.buffers() == Buffers.UNCLEARED ->
          step(new State.Idle(left.with(Buffers.CLEARED)), new Effect.AskAll());
      case Event.Seen(PrinterStatus status, boolean whole) when whole ->
          recovering(status, tidied(idle, status));
      case Event.Seen _,
          Event.Counted _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _,
          Event.LineDown _,
          Event.Silent _,
          Event.Late _ ->
          step(idle);
    };
  }

  /// The buffers come first, then what stands at the mouth, which belongs to nobody now, then what
  /// hangs in the printer: a stub is cut off only when nothing more can be printed on it.
  private static Step tidied(State.Idle idle, PrinterStatus status) {
    Left left = idle.left();
    boolean well = status.obstacle().isEmpty();
    return switch (left.buffers()) {
      case UNCLEARED -> step(idle, new Effect.SendClear());
      case CLEARED ->
          well
              ? step(
                  new State.Idle(left.with(Buffers.TIDY)),
                  new Effect.Initialise(),
                  new Effect.AskAll())
              : step(idle);
      case TIDY ->
          status.presenter() == Presenter.TICKET
              ? step(idle, new Effect.CallBack())
              : left.stub() && well
                  ? step(new State.Idle(Left.NOTHING), new Effect.DropStub())
                  : step(idle);
    };
  }

  /// Somebody may have pulled out what was jammed, and no other sign of it comes.
  private static Step recovering(PrinterStatus status, Step step) {
    if (!status.stopped()) {
      return step;
    }
    List<Effect> effects = new ArrayList<>(step.effects());
    effects.add(new Effect.Recover());
    return new Step(step.state(), effects);
  }

  private static Step checking(State.Checking state, Event event) {
    Left left = state.left();
    return switch (event) {
      case Event.Seen(PrinterStatus status, boolean whole) when whole ->
          status.obstacle().map(trouble -> refused(state, trouble)).orElse(well(state, status));
      case Event.Cleared _ when left.buffers() == Buffers.UNCLEARED ->
          step(checking(state, Buffers.CLEARED), new Effect.AskAll());
      case Event.LineDown _ -> refused(state, PrintTrouble.OFFLINE);
      case Event.Silent _ -> refused(state, PrintTrouble.MUTE);
      case Event.Late _ when left.buffers() == Buffers.UNCLEARED ->
          refused(
              new State.Checking(state.job().saw("clearing not confirmed"), left, false),
              PrintTrouble.BUSY);
      case Event.Late _ -> refused(state, state.occupied() ? PrintTrouble.BUSY : PrintTrouble.MUTE);
      case Event.Seen _,
          Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Counted _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          step(state);
    };
  }

  private static State.Checking checking(State.Checking state, Buffers now) {
    return new State.Checking(state.job(), state.left().with(now), state.occupied());
  }

  private static Step well(State.Checking state, PrinterStatus status) {
    return switch (state.left().buffers()) {
      case UNCLEARED -> step(state, new Effect.SendClear());
      case CLEARED ->
          step(checking(state, Buffers.TIDY), new Effect.Initialise(), new Effect.AskAll());
      case TIDY -> tidy(state, status);
    };
  }

  /// Nobody gets a paper while another's is at the mouth.
  private static Step tidy(State.Checking state, PrinterStatus status) {
    Job job = state.job();
    if (status.presenter() == Presenter.TICKET) {
      return job.unit().retracts() && !state.occupied()
          ? step(
              new State.Checking(job.saw("another's ticket called back"), state.left(), true),
              new Effect.CallBack(),
              new Effect.AskAll())
          : job.unit().retracts()
              ? step(state, new Effect.AskAll())
              : refused(state, PrintTrouble.BUSY);
    }
    Job checked = job.saw("printer well before the first byte");
    List<Effect> effects = new ArrayList<>();
    if (state.left().stub()) {
      // Before the counts: its cut is not this ticket's.
      effects.add(new Effect.DropStub());
    }
    if (!job.unit().counts()) {
      Step begun = begin(checked);
      effects.addAll(begun.effects());
      return new Step(begun.state(), effects);
    }
    effects.add(new Effect.AskCounts());
    effects.add(new Effect.Await(MouthTable.COUNT));
    return new Step(new State.Counting(checked), effects);
  }

  private static Step counting(State.Counting state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Counted(Tally tally) -> begin(job.counted(tally));
      case Event.Late _ -> begin(job.saw("counts not told"));
      case Event.Seen(PrinterStatus status, boolean _) when status.obstacle().isPresent() ->
          refused(new State.Checking(job, Left.NOTHING, false), status.obstacle().get());
      case Event.LineDown _ ->
          refused(new State.Checking(job, Left.NOTHING, false), PrintTrouble.OFFLINE);
      case Event.Silent _ ->
          refused(new State.Checking(job, Left.NOTHING, false), PrintTrouble.MUTE);
      case Event.Seen _,
          Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          step(state);
    };
  }

  private static Step begin(Job job) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.Keep(JobStage.CHECKED, job.before()));
    effects.add(new Effect.Tell(new PrintProgress.Checked()));
    effects.add(new Effect.SendNext());
    effects.add(new Effect.Keep(JobStage.SENDING, job.before()));
    effects.add(new Effect.Await(SEND));
    return new Step(new State.Sending(job, false), effects);
  }

  private static Step sending(State.Sending state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Wrote(int sent, boolean all) -> wrote(state, sent, all);
      case Event.NotKept _ when !state.begun() ->
          refused(
              new State.Checking(job.saw("the journal could not be written"), Left.NOTHING, false),
              PrintTrouble.UNPRINTABLE);
      case Event.Seen seen when !state.begun() ->
          obstacle(seen).map(trouble -> notBegun(job, trouble)).orElseGet(() -> step(state));
      case Event.Seen seen -> watched(state, job, seen, Proof.NEVER_SENT);
      case Event.LineDown _ ->
          lost(job.saw("line down while sending"), state.begun() ? uncut(job) : Proof.NONE);
      case Event.Silent _ when !state.begun() -> notBegun(job, PrintTrouble.MUTE);
      case Event.Silent _ ->
          clear(job.saw("no answer while sending"), PrintTrouble.MUTE, Proof.NEVER_SENT);
      case Event.Late _ when !state.begun() ->
          notBegun(job.saw("line held before the first byte"), PrintTrouble.MUTE);
      case Event.Late _ ->
          clear(job.saw("line held while sending"), PrintTrouble.MUTE, Proof.NEVER_SENT);
      case Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Counted _,
          Event.NotKept _,
          Event.FencePassed _,
          Event.Cleared _ ->
          step(state);
    };
  }

  /// Nothing of it is in the printer; whatever else is goes, so that a line that was held is free.
  private static Step notBegun(Job job, PrintTrouble trouble) {
    Left unsure = Left.NOTHING.with(Buffers.UNCLEARED);
    Step refused = refused(new State.Checking(job, unsure, false), trouble);
    List<Effect> effects = new ArrayList<>(refused.effects());
    effects.add(new Effect.SendClear());
    return new Step(refused.state(), effects);
  }

  private static Step wrote(State.Sending state, int sent, boolean all) {
    List<Effect> effects = new ArrayList<>();
    Job seen = state.begun() ? state.job() : state.job().saw("first byte sent");
    if (!state.begun()) {
      effects.add(new Effect.Tell(new PrintProgress.Sending(sent, seen.bytes())));
    }
    if (!all) {
      effects.add(new Effect.SendNext());
      effects.add(new Effect.Await(SEND));
      return new Step(new State.Sending(seen, true), effects);
    }
    effects.add(new Effect.SendFence(seen.printedFence()));
    effects.add(new Effect.Await(PRINT));
    return new Step(new State.Printing(seen.saw(sent + " bytes sent")), effects);
  }

  private static Step printing(State.Printing state, Event event) {
    Job job = state.job();
    return passed(event, job.printedFence())
        ? step(
            new State.Cutting(job.saw("fence 1 passed")),
            new Effect.Keep(JobStage.PRINTED, job.before()),
            new Effect.Tell(new PrintProgress.Printed()),
            new Effect.SendCut(job.cutFence()),
            new Effect.Await(CUT))
        : awaiting("fence 1", state, job, uncut(job), event);
  }

  private static Step cutting(State.Cutting state, Event event) {
    Job job = state.job();
    return passed(event, job.cutFence())
        ? step(
            new State.Inspecting(job.saw("fence 2 passed")),
            new Effect.AskAll(),
            new Effect.Await(CHECK))
        : awaiting("fence 2", state, job, Proof.NONE, event);
  }

  private static boolean passed(Event event, String fence) {
    return event instanceof Event.FencePassed(String id) && id.equals(fence);
  }

  /// What shows, before the cut is sent, that a paper of which nothing more is heard was not
  /// delivered: with a retractor behind the knife nobody reaches it until it is presented.
  private static Proof uncut(Job job) {
    return job.unit().retracts() ? Proof.NEVER_CUT : Proof.NONE;
  }

  /// What else may happen before a fence is passed.
  ///
  /// @param proof if nothing more is heard
  private static Step awaiting(String fence, State state, Job job, Proof proof, Event event) {
    return switch (event) {
      case Event.Seen seen ->
          watched(state, job, seen, proof == Proof.NONE ? Proof.CLEARED : proof);
      case Event.LineDown _ -> lost(job.saw("line down before " + fence), proof);
      case Event.Silent _ -> clear(job.saw("no answer before " + fence), PrintTrouble.MUTE, proof);
      case Event.Late _ -> clear(job.saw(fence + " did not come"), PrintTrouble.MUTE, proof);
      case Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Counted _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          step(state);
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
        yield whole ? MouthTable.cut(job.saw("cutter well after the cut"), status) : step(state);
      }
      case Event.LineDown _ -> lost(job.saw("line down after the cut"), Proof.NONE);
      case Event.Silent _, Event.Late _ ->
          clear(job.saw("cutter did not answer"), PrintTrouble.MUTE, Proof.NONE);
      case Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Counted _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          step(state);
    };
  }

  private static Step clearing(State.Clearing state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Cleared(boolean emptied) ->
          ended(
              state,
              job.saw(emptied ? "buffers cleared" : "buffers cleared or printed"),
              new Left(true, Buffers.CLEARED),
              emptied);
      case Event.Late _, Event.Silent _ ->
          ended(state, job.saw("clearing not confirmed"), new Left(true, Buffers.UNCLEARED), false);
      case Event.LineDown _ ->
          ended(
              state, job.saw("line down while clearing"), new Left(true, Buffers.UNCLEARED), false);
      case Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Counted _,
          Event.NotKept _,
          Event.Seen _,
          Event.Wrote _,
          Event.FencePassed _ ->
          step(state);
    };
  }

  private static Step ended(State.Clearing state, Job job, Left left, boolean emptied) {
    boolean lacking =
        switch (state.proof()) {
          case NEVER_SENT, NEVER_CUT -> true;
          case CLEARED -> emptied;
          case NONE -> false;
        };
    List<String> evidence = job.evidence();
    PrintProgress.End end =
        lacking
            ? new PrintProgress.Spoiled(state.trouble(), evidence)
            : new PrintProgress.Unknown(state.trouble(), evidence);
    Effect kept =
        lacking
            ? new Effect.Keep(JobStage.SPOILED, job.before())
            : job.before().cuts().isPresent()
                ? new Effect.Doubt()
                : new Effect.Keep(JobStage.UNKNOWN, job.before());
    return step(new State.Idle(left), kept, new Effect.Tell(end), new Effect.Rest());
  }

  /// A trouble in mid-ticket: what the printer still holds must not print for whoever mends it.
  /// That it is off line comes first, why it is only with the round's other answers.
  private static Step watched(State state, Job job, Event.Seen seen, Proof proof) {
    return obstacle(seen)
        .map(trouble -> clear(job.saw(trouble + " in mid-ticket"), trouble, proof))
        .orElseGet(() -> step(state));
  }

  private static Optional<PrintTrouble> obstacle(Event.Seen seen) {
    return seen.status()
        .obstacle()
        .filter(trouble -> trouble != PrintTrouble.OFFLINE || seen.whole());
  }

  private static Step clear(Job job, PrintTrouble trouble, Proof proof) {
    return step(
        new State.Clearing(job, trouble, proof),
        new Effect.SendClear(),
        new Effect.AskAll(),
        new Effect.Await(CLEAR));
  }

  private static Step refused(State.Checking state, PrintTrouble trouble) {
    List<String> evidence = state.job().saw("0 bytes sent").evidence();
    return step(
        new State.Idle(state.left()),
        new Effect.Keep(JobStage.REFUSED, state.job().before()),
        new Effect.Tell(new PrintProgress.Refused(trouble, evidence)),
        new Effect.Rest());
  }

  /// The line is gone with the paper in the printer.
  private static Step lost(Job job, Proof proof) {
    return ended(
        new State.Clearing(job, PrintTrouble.OFFLINE, proof),
        job,
        new Left(true, Buffers.UNCLEARED),
        false);
  }

  private static Step step(State state, Effect... effects) {
    return Step.to(state, effects);
  }
}
