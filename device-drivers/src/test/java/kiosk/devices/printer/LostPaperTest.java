package kiosk.devices.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  private static List<String> ends(Step step) {
    return step.effects().stream()
        .filter(Effect.Tell.class::isInstance)
        .map(effect -> ((Effect.Tell) effect).progress().getClass().getSimpleName())
        .toList();
  }
}
