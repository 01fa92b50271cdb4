package kiosk.devices.printer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kiosk.devices.journal.JobNote;
import kiosk.devices.journal.JobStage;
import kiosk.devices.journal.Tally;
import kiosk.devices.printer.JobLife.Buffers;
import kiosk.devices.printer.JobLife.Effect;
import kiosk.devices.printer.JobLife.Event;
import kiosk.devices.printer.JobLife.Job;
import kiosk.devices.printer.JobLife.Left;
import kiosk.devices.printer.JobLife.State;
import kiosk.devices.printer.JobLife.Step;
import kiosk.devices.printer.PrinterStatus.Presenter;

/// The rows of [PrintMachine] behind the cut: what becomes of a ticket that is whole. Pure.
///
/// ```
/// TALLYING ── no sensor ─▶ ejected unseen
///    │ sensor
///    ▼
/// AT MOUTH ── gone ─▶ LEAVING ── one more in the bin ─▶ retracted
///    │ never gone               ├── none, seen before ─▶ taken
///    │                          └── none, never seen ─▶ ejected unseen
///    ▼
///  ejected unseen
/// ```
final class MouthTable {

  /// The printer's own timer: it works with this program dead.
  static final Duration RETRACT_AFTER = Duration.ofSeconds(45);

  /// Until then the printer's timer cannot have been at work.
  static final Duration SURELY_TAKEN = RETRACT_AFTER.minusSeconds(1);

  /// How much later than its timer the printer may be.
  static final Duration GRACE = Duration.ofSeconds(8);

  static final Duration COUNT = Duration.ofMillis(800);

  private MouthTable() {}

  /// The cutter is well: on to the counts, or past them.
  static Step cut(Job job, PrinterStatus status) {
    State.Tallying tallying = noticed(new State.Tallying(job, false), status);
    return job.unit().counts()
        ? Step.to(tallying, new Effect.AskCounts(), new Effect.Await(COUNT))
        : delivered(tallying.job(), tallying.seen());
  }

  /// A hand may be quicker than the counts are told.
  private static State.Tallying noticed(State.Tallying state, PrinterStatus status) {
    return state.seen() || status.presenter() != Presenter.TICKET
        ? state
        : new State.Tallying(state.job().saw("seen at the mouth"), true);
  }

  static Step tallying(State.Tallying state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Counted(Tally tally) ->
          delivered(job.saw(cuts(tally, job)).retractedUntilNow(tally), state.seen());
      case Event.Late _, Event.Silent _ -> delivered(job.saw("cuts not told"), state.seen());
      case Event.Seen(PrinterStatus status, boolean _) -> Step.to(noticed(state, status));
      case Event.LineDown _ -> unseen(job.saw("line down behind the cut"));
      case Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          Step.to(state);
    };
  }

  private static String cuts(Tally tally, Job job) {
    return tally.cutsSince(job.before()).isPresent()
        ? "cuts " + job.before().cuts().getAsLong() + " to " + tally.cuts().getAsLong()
        : "cuts not told";
  }

  private static Step delivered(Job job, boolean seen) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.Keep(JobStage.CUT, job.before()));
    effects.add(new Effect.Tell(new PrintProgress.Cut()));
    if (seen || !job.unit().sees()) {
      effects.add(new Effect.Keep(JobStage.PRESENTED, job.before()));
      effects.add(new Effect.Tell(new PrintProgress.Presented()));
    }
    if (!job.unit().sees()) {
      Step end = unseen(job);
      effects.addAll(end.effects());
      return new Step(end.state(), effects);
    }
    effects.add(new Effect.AskAll());
    effects.add(new Effect.Await(SURELY_TAKEN));
    return new Step(new State.AtMouth(job, seen, false, false), effects);
  }

  static Step atMouth(State.AtMouth state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Seen(PrinterStatus status, boolean whole) when whole -> seen(state, status);
      case Event.Late _ -> late(state);
      case Event.LineDown _ -> unseen(job.saw("line down with the ticket at the mouth"));
      case Event.Seen _,
          Event.Silent _,
          Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Counted _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          Step.to(state);
    };
  }

  private static Step seen(State.AtMouth state, PrinterStatus status) {
    Job job = state.job();
    if (status.presenter() == Presenter.TICKET) {
      return state.seen()
          ? Step.to(state)
          : Step.to(
              new State.AtMouth(job.saw("seen at the mouth"), true, state.due(), state.called()),
              new Effect.Keep(JobStage.PRESENTED, job.before()),
              new Effect.Tell(new PrintProgress.Presented()));
    }
    if (status.presenter() != Presenter.EMPTY) {
      return Step.to(state);
    }
    Job gone = job.saw(state.seen() ? "seen to leave the mouth" : "never seen at the mouth");
    return Step.to(
        new State.Leaving(gone, state.seen(), state.due()),
        new Effect.AskCounts(),
        new Effect.Await(COUNT));
  }

  private static Step late(State.AtMouth state) {
    Job job = state.job();
    if (!state.due()) {
      return Step.to(new State.AtMouth(job, state.seen(), true, false), new Effect.Await(GRACE));
    }
    if (!state.called() && job.unit().retracts()) {
      return Step.to(
          new State.AtMouth(job.saw("called back"), state.seen(), true, true),
          new Effect.CallBack(),
          new Effect.AskAll(),
          new Effect.Await(GRACE));
    }
    return unseen(job.saw("still at the mouth after the last word of its timer"));
  }

  static Step leaving(State.Leaving state, Event event) {
    Job job = state.job();
    return switch (event) {
      case Event.Counted(Tally tally) ->
          tally.retractedSince(job.before()).isPresent()
              ? counted(state, tally.retractedSince(job.before()).getAsLong())
              : uncounted(state);
      case Event.Late _, Event.Silent _ -> uncounted(state);
      case Event.LineDown _ -> unseen(job.saw("line down with the ticket gone"));
      case Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Seen _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          Step.to(state);
    };
  }

  private static Step counted(State.Leaving state, long retracted) {
    return retracted > 0
        ? gone(state, "one more in the bin", true)
        : gone(state, "none more in the bin", false);
  }

  /// Only a retractor's own timer can have been faster than a hand.
  private static Step uncounted(State.Leaving state) {
    return gone(state, "retractions not told", state.due() && state.job().unit().retracts());
  }

  /// What never stood at the mouth and is not in the bin is not known to be taken.
  private static Step gone(State.Leaving state, String evidence, boolean retracted) {
    Job job = state.job().saw(evidence);
    if (retracted) {
      return end(JobStage.RETRACTED, job, new PrintProgress.Retracted(job.evidence()));
    }
    return state.seen()
        ? end(JobStage.TAKEN, job, new PrintProgress.Taken(job.evidence()))
        : unseen(job);
  }

  private static Step unseen(Job job) {
    return end(JobStage.EJECTED_UNSEEN, job, new PrintProgress.EjectedUnseen(job.evidence()));
  }

  private static Step end(JobStage stage, Job job, PrintProgress.End end) {
    return Step.to(
        new State.Idle(Left.NOTHING),
        new Effect.Keep(stage, job.before()),
        new Effect.Tell(end),
        new Effect.Rest());
  }

  /// A job without an end, judged by what the printer counted since.
  static Step recalling(State.Recalling state, Event event) {
    return switch (event) {
      case Event.Counted(Tally tally) -> judged(state, judge(state, tally), tally);
      case Event.Late _, Event.Silent _ ->
          judged(state, judge(state, Tally.UNKNOWN), Tally.UNKNOWN);
      case Event.LineDown _ -> Step.to(new State.Idle(Left.NOTHING), new Effect.Rest());
      case Event.Opened _,
          Event.Start _,
          Event.Recall _,
          Event.Seen _,
          Event.NotKept _,
          Event.Wrote _,
          Event.FencePassed _,
          Event.Cleared _ ->
          Step.to(state);
    };
  }

  private static Step judged(State.Recalling state, JobStage end, Tally tally) {
    boolean stub = end == JobStage.SPOILED || end == JobStage.UNKNOWN;
    return Step.to(
        new State.Idle(new Left(stub, Buffers.TIDY)),
        new Effect.Keep(end, tally),
        new Effect.Tell(recalled(end, state.note())),
        new Effect.Rest(),
        new Effect.AskAll());
  }

  /// Cuts + 1: the ticket came off whole, since nothing cuts before the first fence. Cuts + 0: it
  /// was never delivered, and its buffers are cleared by now; unless it is found at the mouth or in
  /// the bin, cut in the moment in which the printer lost its power and the count with it. Where
  /// nothing pulls back what hangs in the printer, that may be all of it, and falls into a hand.
  static JobStage judge(State.Recalling state, Tally now) {
    JobNote note = state.note();
    if (!note.stage().begun()) {
      return JobStage.REFUSED;
    }
    if (note.stage() == JobStage.CUT || note.stage() == JobStage.PRESENTED) {
      return outcome(state, now);
    }
    long cuts = now.cutsSince(note.tally()).orElse(-1);
    if (cuts < 0 || cuts > 1) {
      return JobStage.UNKNOWN;
    }
    JobStage cut = outcome(state, now);
    if (cuts == 1 || cut == JobStage.RETRACTED) {
      return cut;
    }
    return state.unit().retracts()
        ? JobStage.SPOILED
        : note.stage() == JobStage.PRINTED || state.ticket()
            ? JobStage.EJECTED_UNSEEN
            : JobStage.UNKNOWN;
  }

  private static JobStage outcome(State.Recalling state, Tally now) {
    long binned = now.retractedSince(state.note().tally()).orElse(0);
    boolean calledBack = state.ticket() && state.unit().retracts();
    return binned > 0 || calledBack ? JobStage.RETRACTED : JobStage.EJECTED_UNSEEN;
  }

  private static PrintProgress.End recalled(JobStage end, JobNote note) {
    List<String> evidence =
        List.of("found without an end at " + note.stage(), "judged by the printer's counts");
    return switch (end) {
      case REFUSED -> new PrintProgress.Refused(PrintTrouble.OFFLINE, evidence);
      case SPOILED -> new PrintProgress.Spoiled(PrintTrouble.OFFLINE, evidence);
      case RETRACTED -> new PrintProgress.Retracted(evidence);
      case TAKEN -> new PrintProgress.Taken(evidence);
      case EJECTED_UNSEEN -> new PrintProgress.EjectedUnseen(evidence);
      case UNKNOWN, PREPARED, CHECKED, SENDING, PRINTED, CUT, PRESENTED ->
          new PrintProgress.Unknown(PrintTrouble.OFFLINE, evidence);
    };
  }
}
