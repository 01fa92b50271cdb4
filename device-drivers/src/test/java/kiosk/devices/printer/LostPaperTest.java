package kiosk.devices.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A paper of which nothing more is heard, because the printer's power went or its line.
class LostPaperTest {

  /// All is sent. Before the cut nothing was cut, and a retractor keeps from hands what hangs in
  /// the printer; where there is none, or once the cut was sent, nobody can tell.
  @ParameterizedTest
  @CsvSource({"true, false, Spoiled", "false, false, Unknown", "true, true, Unknown"})
  void onlyAPaperThatNoHandCanReachIsSpoiled(boolean retracts, boolean cutting, String end) {
    JobLife.Unit unit = new JobLife.Unit(true, true, retracts);
    Job job = new Job(1, 1000, unit, Tally.UNKNOWN, List.of());
    State state = cutting ? new State.Cutting(job) : new State.Printing(job);
    Step down = PrintMachine.next(state, new Event.LineDown());
    Step silent = PrintMachine.next(state, new Event.Silent());
    Step late = PrintMachine.next(silent.state(), new Event.Late());
    for (Step over : List.of(down, late)) {
      assertThat(over.state()).isEqualTo(new State.Idle(new Left(true, Buffers.UNCLEARED)));
      assertThat(ends(over)).containsExactly(end);
    }
  }

  /// What the person is told stays; what the journal says comes from the counts, where there are
  /// any.
  @ParameterizedTest
  @CsvSource({"7, Doubt", "-1, Keep"})
  void whatNobodyCanTellIsLeftToTheCounts(long cuts, String kept) {
    OptionalLong told = cuts < 0 ? OptionalLong.empty() : OptionalLong.of(cuts);
    Tally before = new Tally(told, OptionalLong.empty());
    Job job = new Job(1, 1000, new JobLife.Unit(true, true, true), before, List.of());
    Step down = PrintMachine.next(new State.Cutting(job), new Event.LineDown());
    assertThat(ends(down)).containsExactly("Unknown");
    assertThat(down.effects().getFirst().getClass().getSimpleName()).isEqualTo(kept);
  }

  /// A cut may have come in the moment in which its count was lost: then the paper is there. What
  /// hangs in a unit without retractor falls into a hand.
  @ParameterizedTest
  @CsvSource({
    "true, PRINTED, 7, 2, false, SPOILED",
    "true, PRINTED, 7, 2, true, RETRACTED",
    "true, PRINTED, 7, 3, false, RETRACTED",
    "true, PRINTED, 8, 2, false, EJECTED_UNSEEN",
    "true, PRINTED, 8, 2, true, RETRACTED",
    "true, PRINTED, 8, 3, false, RETRACTED",
    "true, PRINTED, 9, 2, false, UNKNOWN",
    "true, PRINTED, 6, 2, false, UNKNOWN",
    "true, SENDING, 7, 2, false, SPOILED",
    "false, SENDING, 7, 2, false, UNKNOWN",
    "false, PRINTED, 7, 2, false, EJECTED_UNSEEN",
    "false, PRINTED, 8, 2, true, EJECTED_UNSEEN",
    "false, PREPARED, 7, 2, true, REFUSED",
  })
  void aJobWithoutAnEndIsJudgedByCountsAndByWhatStandsAtTheMouth(
      boolean retracts, JobStage stage, long cuts, long retractions, boolean ticket, JobStage end) {
    JobNote note = new JobNote(new UUID(0, 1), stage, 1000, tally(7, 2));
    JobLife.Unit unit = new JobLife.Unit(true, true, retracts);
    State.Recalling state = new State.Recalling(note, unit, ticket);
    assertThat(MouthTable.judge(state, tally(cuts, retractions))).isEqualTo(end);
  }

  private static Tally tally(long cuts, long retractions) {
    return new Tally(OptionalLong.of(cuts), OptionalLong.of(retractions));
  }

  private static List<String> ends(Step step) {
    return step.effects().stream()
        .filter(Effect.Tell.class::isInstance)
        .map(effect -> ((Effect.Tell) effect).progress().getClass().getSimpleName())
        .toList();
  }
}
