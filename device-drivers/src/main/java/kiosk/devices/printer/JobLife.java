package kiosk.devices.printer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kiosk.devices.journal.JobNote;
import kiosk.devices.journal.JobStage;
import kiosk.devices.journal.Tally;

/// The words in which a print job's life is told: where it stands, what happens, what is done.
interface JobLife {

  /// Where a job stands.
  sealed interface State {

    /// No job.
    record Idle(Left left) implements State {}

    /// A job that was left without an end is judged by the printer's counts.
    record Recalling(JobNote note, Unit unit, boolean ticket) implements State {}

    /// The printer is asked how it is, and rid of what an earlier paper has left in it.
    ///
    /// @param occupied whether somebody else's ticket was found at the mouth and called back
    record Checking(Job job, Left left, boolean occupied) implements State {}

    /// The printer's counts before the job are asked for.
    record Counting(Job job) implements State {}

    /// Bytes go out.
    ///
    /// @param begun whether the first has
    record Sending(Job job, boolean begun) implements State {}

    /// All bytes are out; the first fence is awaited.
    record Printing(Job job) implements State {}

    /// All is on paper; the second fence, behind the cut, is awaited.
    record Cutting(Job job) implements State {}

    /// The printer is asked whether its cutter is well.
    record Inspecting(Job job) implements State {}

    /// The printer's counts after the cut are asked for.
    ///
    /// @param seen whether the sensor has seen the ticket
    record Tallying(Job job, boolean seen) implements State {}

    /// The ticket is presented.
    ///
    /// @param seen whether the sensor has seen it
    /// @param due whether the printer's own clock has had its time
    /// @param called whether it was called back besides
    record AtMouth(Job job, boolean seen, boolean due, boolean called) implements State {}

    /// The ticket has gone: the counts tell whether into a hand or into the bin.
    record Leaving(Job job, boolean seen, boolean due) implements State {}

    /// The printer's buffers are being cleared, so that nothing more of the ticket comes out.
    ///
    /// @param proof what shows that the paper lacks a part
    record Clearing(Job job, PrintTrouble trouble, Proof proof) implements State {}
  }

  /// What earlier papers may have left in the printer.
  ///
  /// @param stub whether the beginning of one may hang in it
  record Left(boolean stub, Buffers buffers) {

    static final Left NOTHING = new Left(false, Buffers.TIDY);

    Left with(Buffers now) {
      return new Left(stub, now);
    }
  }

  /// What the printer's buffers may hold of an earlier paper.
  enum Buffers {
    /// Its rest, which may print as soon as the printer can: no clearing was confirmed.
    UNCLEARED,
    /// Nothing that waits; but a command that was cut short may swallow what follows.
    CLEARED,
    /// Nothing: initialised since.
    TIDY
  }

  /// What shows that the paper lacks a part.
  enum Proof {
    /// Not all bytes were sent.
    NEVER_SENT,
    /// The cut was not sent, and what hangs in the printer is pulled back before a hand reaches it.
    NEVER_CUT,
    /// All were sent, and the printer told of a trouble: a part is lacking if its buffers are
    /// cleared.
    CLEARED,
    /// Nothing.
    NONE
  }

  /// What this printer can show and do.
  ///
  /// @param counts whether it counts its cuts
  /// @param sees whether a sensor sees the ticket at the mouth
  /// @param retracts whether it can pull a ticket back
  record Unit(boolean counts, boolean sees, boolean retracts) {}

  /// A job under way.
  ///
  /// @param number tells its fences from those of others
  /// @param before the printer's counts before the first byte
  /// @param evidence what was seen so far
  record Job(int number, int bytes, Unit unit, Tally before, List<String> evidence) {

    Job saw(String what) {
      List<String> more = new ArrayList<>(evidence);
      more.add(what);
      return new Job(number, bytes, unit, before, List.copyOf(more));
    }

    Job counted(Tally tally) {
      return new Job(number, bytes, unit, tally, evidence);
    }

    /// What was pulled back until now is not this ticket.
    Job retractedUntilNow(Tally tally) {
      return counted(new Tally(before.cuts(), tally.retracted()));
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

    /// The line has been opened: nobody knows what the printer holds.
    record Opened() implements Event {}

    record Start(int number, int bytes, Unit unit) implements Event {}

    /// The journal knows of a job without an end.
    ///
    /// @param ticket whether one stands at the mouth
    record Recall(JobNote note, Unit unit, boolean ticket) implements Event {}

    /// The printer has said how it is.
    ///
    /// @param whole whether every question of a round was answered
    record Seen(PrinterStatus status, boolean whole) implements Event {}

    /// The printer has told its counts.
    record Counted(Tally tally) implements Event {}

    /// The journal could not keep what must be kept before the first byte.
    record NotKept() implements Event {}

    /// A piece has been handed to the line.
    record Wrote(int sent, boolean all) implements Event {}

    record FencePassed(String id) implements Event {}

    /// Nothing waits in the buffers any more.
    ///
    /// @param emptied whether that is sure not to be on paper now
    record Cleared(boolean emptied) implements Event {}

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

    /// Write the stage into the journal.
    record Keep(JobStage stage, Tally tally) implements Effect {}

    /// Leave the job without an end in the journal: once the printer is well, its counts tell.
    record Doubt() implements Effect {}

    record AskAll() implements Effect {}

    record AskCounts() implements Effect {}

    record SendNext() implements Effect {}

    record SendFence(String id) implements Effect {}

    /// Cut, present with the printer's own timer where there is a presenter, and a fence behind.
    record SendCut(String id) implements Effect {}

    record SendClear() implements Effect {}

    /// End an error that stops the printer until it is told so. One whose cause is still there
    // stays.
    record Recover() implements Effect {}

    /// End what command was cut short, and forget styles.
    record Initialise() implements Effect {}

    /// Pull back what stands at the mouth.
    record CallBack() implements Effect {}

    /// Feed and cut what hangs in the printer, and pull it back where that can be.
    record DropStub() implements Effect {}

    /// [Event.Late] after so long, in place of any before.
    record Await(Duration patience) implements Effect {}

    record Rest() implements Effect {}
  }

  /// Where it goes and what is done on the way, in order.
  record Step(State state, List<Effect> effects) {

    static Step to(State state, Effect... effects) {
      return new Step(state, List.of(effects));
    }
  }
}
