package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulators as other people's tools use them: a link, a ready line, lines on standard input,
/// and nothing left behind.
final class SimulateCommandTest {

  private static final Map<String, String> MAINS =
      Map.of(
          "reader",
          "kiosk.simulators.SimulateReader",
          "printer",
          "kiosk.simulators.SimulatePrinter");

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "printer"})
  void quitEndsItAndRemovesTheLink(String device) throws Exception {
    Process simulator = start(device);
    assertThat(link()).isSymbolicLink();

    say(simulator, "quit");

    assertThat(simulator.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(simulator.exitValue()).isZero();
    assertThat(Files.exists(link(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "printer"})
  void itGoesOnAfterItsInputEndsUntilItIsTerminated(String device) throws Exception {
    Process simulator = start(device);

    simulator.getOutputStream().close();
    assertThat(simulator.waitFor(500, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
    assertThat(link()).isSymbolicLink();

    simulator.destroy();
    assertThat(simulator.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.exists(link(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "printer"})
  void aLineThatMakesNoSenseIsSaidAndTheNextIsObeyed(String device) throws Exception {
    Process simulator = start(device);

    say(simulator, "fault no-such-fault");
    try (BufferedReader errors = simulator.errorReader()) {
      assertThat(errors.readLine()).contains("no-such-fault");
    }
    say(simulator, "quit");
    assertThat(simulator.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(simulator.exitValue()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "printer"})
  void everyFaultIsRaisedWithEveryTriggerOfItsDevice(String device) throws Exception {
    Process simulator = start(device);

    for (String fault : EveryFaultTest.lines(device)) {
      say(simulator, "fault " + fault);
      say(simulator, "clear");
    }
    say(simulator, "fault " + EveryFaultTest.refused(device));
    try (BufferedReader errors = simulator.errorReader()) {
      assertThat(errors.readLine()).contains("fault strikes at");
    }
    say(simulator, "quit");
    assertThat(simulator.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(simulator.exitValue()).isZero();
  }

  @Test
  void aTicketThatWasNotCutIsWrittenAtTheEnd() throws Exception {
    Process simulator = start("printer");
    Files.writeString(link(), "Bonjour\n");

    say(simulator, "quit");
    assertThat(simulator.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(folder.resolve("paper/001.txt")).content().contains("Bonjour");
    assertThat(folder.resolve("paper/001.json")).content().contains("\"cut\" : false");
    assertThat(folder.resolve("paper/001.png")).isNotEmptyFile();
  }

  private Process start(String device) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MAINS.get(device));
    command.addAll(List.of("--link", link().toString()));
    if (device.equals("printer")) {
      command.addAll(List.of("--paper", folder.resolve("paper").toString()));
    }
    Process simulator = new ProcessBuilder(command).start();
    started.add(simulator);
    BufferedReader lines = simulator.inputReader();
    assertThat(lines.readLine()).isEqualTo("ready " + link());
    return simulator;
  }

  private static void say(Process simulator, String line) throws IOException {
    Writer input = simulator.outputWriter();
    input.write(line + "\n");
    input.flush();
  }

  private Path link() {
    return folder.resolve("port");
  }
}
