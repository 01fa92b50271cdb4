package kiosk.simulators.play;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Plays a scenario on a simulated device with the real driver on its line.
public final class Player {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(5);

  /// What came of one step.
  ///
  /// @param trouble what was seen in place of what was expected; empty when it went as it must
  public record Played(String step, Optional<String> trouble) {}

  /// A device with its driver, and hands on it.
  interface Stage extends AutoCloseable {

    /// Does something.
    ///
    /// @throws ScenarioException when there is no such thing to do
    void act(String verb, String argument) throws ScenarioException;

    /// What can be seen now of the thing of this name; waits for what takes its time only as long
    /// as [Player] asks again.
    ///
    /// @return empty when it is not there yet
    /// @throws ScenarioException when there is no such thing to see
    Optional<String> look(String thing) throws ScenarioException;

    @Override
    void close();
  }

  private Player() {}

  /// Plays a scenario to its first step that does not go as it must.
  ///
  /// @param folder for the line and the paper
  /// @param clock what the printer's driver goes by
  /// @param each gets each step as it is over
  /// @return whether all went as it must
  /// @throws ScenarioException when the scenario asks for what does not exist
  public static boolean play(
      Scenario scenario, Path folder, InstantSource clock, Consumer<Played> each)
      throws ScenarioException {
    try (Stage stage =
        switch (scenario.device()) {
          case PRINTER -> new PrinterStage(folder, scenario.profile(), clock);
          case READER -> new ReaderStage(folder, scenario.profile());
        }) {
      for (Scenario.Step step : scenario.steps()) {
        Optional<String> trouble = play(stage, step);
        each.accept(new Played(step.toString(), trouble));
        if (trouble.isPresent()) {
          return false;
        }
      }
      return true;
    }
  }

  private static Optional<String> play(Stage stage, Scenario.Step step) throws ScenarioException {
    if (!step.verb().equals("expect")) {
      stage.act(step.verb(), step.argument());
      return Optional.empty();
    }
    List<String> troubles = new ArrayList<>();
    for (Map.Entry<String, String> wanted : step.wanted().entrySet()) {
      expect(stage, wanted.getKey(), wanted.getValue()).ifPresent(troubles::add);
    }
    return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
  }

  /// Looks until it is seen, or for a minute.
  private static Optional<String> expect(Stage stage, String thing, String wanted)
      throws ScenarioException {
    long end = System.nanoTime() + PATIENCE;
    Optional<String> seen = stage.look(thing);
    while (!seen.equals(Optional.of(wanted)) && System.nanoTime() < end && mayCome(thing, seen)) {
      LockSupport.parkNanos(GLANCE);
      seen = stage.look(thing);
    }
    String found = seen.orElse("nothing");
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of("%s is %s, not %s".formatted(thing, found, wanted));
  }

  /// An end, once there, does not change.
  private static boolean mayCome(String thing, Optional<String> seen) {
    return seen.isEmpty() || !List.of("end", "trouble", "counts", "reading").contains(thing);
  }

  /// Something that only bugs of the caller's can make fail.
  static <T> T known(Supplier<Optional<T>> search, String otherwise) throws ScenarioException {
    return search.get().orElseThrow(() -> new ScenarioException(otherwise));
  }
}
