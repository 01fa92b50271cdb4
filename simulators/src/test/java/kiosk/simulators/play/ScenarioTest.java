package kiosk.simulators.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Scenario files: those that come with the simulators pass, a wrong expectation fails, and what
/// makes no sense is told in one line.
class ScenarioTest {

  static final List<String> BUNDLED = Scenario.BUNDLED;

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("BUNDLED")
  void everyScenarioThatComesWithTheSimulatorsPasses(String name) throws ScenarioException {
    List<Player.Played> played = new ArrayList<>();
    assertThat(play(Scenario.find(name), folder, played::add)).as("%s", played).isTrue();
  }

  @Test
  void aStepThatDoesNotGoAsExpectedEndsThePlayAndSaysWhatWasSeen() throws ScenarioException {
    List<Player.Played> played = new ArrayList<>();
    Scenario wrong =
        Scenario.parse(
            """
            title: A paper that ends is said to be taken
            device: printer
            steps:
              - expect: {obstacle: none}
              - fault: paper-out @row 150
              - print: 30
              - expect: {end: TAKEN}
              - print: 1
            """);
    assertThat(play(wrong, folder, played::add)).isFalse();
    assertThat(played).hasSize(4);
    assertThat(played.getLast().trouble()).contains("end is SPOILED, not TAKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "title: x",
        "device: toaster\nsteps: []",
        "device: printer\nsteps: [[1]]",
        "device: printer\nsteps:\n  - dance",
        "device: printer\nsteps:\n  - fault: no-such",
        "device: printer\nsteps:\n  - fault: jam @apdu 2",
        "device: reader\nsteps:\n  - insert: nobody",
        "device: printer\nprofile: none\nsteps: []",
        "device: [\nsteps"
      })
  void whatMakesNoSenseIsToldInOneLine(String text) {
    assertThatThrownBy(() -> play(Scenario.parse(text), folder, _ -> {}))
        .isInstanceOf(ScenarioException.class)
        .message()
        .hasLineCount(1);
  }

  private static boolean play(Scenario scenario, Path folder, Consumer<Player.Played> each)
      throws ScenarioException {
    return Player.play(scenario, folder, InstantSource.system(), each);
  }
}
