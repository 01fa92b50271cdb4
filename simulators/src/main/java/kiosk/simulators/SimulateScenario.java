package kiosk.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kiosk.simulators.play.Player;
import kiosk.simulators.play.Scenario;
import kiosk.simulators.play.ScenarioException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./borne simulate scenario`: plays a scenario file and says pass or fail.
@Command(
    name = "simulate scenario",
    mixinStandardHelpOptions = true,
    description = "Plays a scenario on a simulated device with the real driver on its line.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:pass", "1:fail", "2:no such scenario, or one that makes no sense"})
public final class SimulateScenario implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "a file, or one of those that --list names")
  private String file = "";

  @Option(names = "--list", description = "name the scenarios that come with the simulators")
  private boolean list;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Plays and ends the process.
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SimulateScenario())
            .setParameterExceptionHandler(SimulateScenario::refuse)
            .execute(arguments));
  }

  private static int refuse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage() + " (--help tells more)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      Scenario.BUNDLED.forEach(System.out::println);
      return 0;
    }
    if (file.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "give a scenario FILE, or --list");
    }
    Path folder = Files.createTempDirectory("scenario");
    try {
      Scenario scenario = Scenario.find(file);
      System.out.println(scenario.title());
      boolean passed =
          Player.play(scenario, folder, InstantSource.system(), SimulateScenario::show);
      System.out.println(passed ? "pass" : "fail");
      return passed ? 0 : 1;
    } catch (ScenarioException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    } finally {
      erase(folder);
    }
  }

  private static void show(Player.Played played) {
    System.out.printf(
        "%-4s %s%s%n",
        played.trouble().isEmpty() ? "ok" : "FAIL",
        played.step(),
        played.trouble().map(why -> ": " + why).orElse(""));
  }

  private static void erase(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
