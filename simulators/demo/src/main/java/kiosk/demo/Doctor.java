package kiosk.demo;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import kiosk.contract.settings.Setting;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;
import kiosk.demo.doctor.Finding;
import kiosk.demo.doctor.Finding.Health;
import kiosk.demo.doctor.Installation;
import kiosk.demo.doctor.Machine;
import kiosk.server.config.ServerConfig;
import kiosk.terminal.config.TerminalConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says what is ready, what is missing and how to get it: `./borne doctor`.
@Command(
    name = "borne doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what is ready on this machine, what is missing and how to get it, and shows the",
      "configuration in force with secrets hidden. Ends with 1 when something needed is missing."
    })
public final class Doctor implements Callable<Integer> {

  private static final int SOMETHING_IS_MISSING = 1;

  @Option(
      names = "--server",
      paramLabel = "FILE",
      description = "Look at this server node's configuration, database, mail and certificate.")
  private @Nullable Path server;

  @Option(
      names = "--kiosk",
      paramLabel = "FILE",
      description = "Look at this kiosk's configuration, devices and certificate.")
  private @Nullable Path kiosk;

  @Option(
      names = "--a4",
      paramLabel = "URI",
      description = "Look at the A4 printer at ipp://HOST:631/ipp/print.")
  private @Nullable URI pages;

  @Mixin private PortOptions ports = new PortOptions();

  private final PrintStream out = System.out;
  private final List<Finding> findings = new ArrayList<>();

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Doctor()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Path home = Path.of(System.getProperty("borne.home", "")).toAbsolutePath();
    Machine machine = new Machine(home, Optional.ofNullable(System.getenv("PATH")).orElse(""));
    tell("This machine", machine.forTheDemo(ports.ports().all(1)));
    tell("Serial ports", machine.serialPorts());
    tell("For the tests only", machine.forTheTests());
    Installation installation = new Installation(Clock.systemUTC().instant());
    lookAt("The server", server, home, "central-1", ServerConfig.SETTINGS, installation::ofServer);
    lookAt("The kiosk", kiosk, home, "kiosk-1", TerminalConfig.SETTINGS, installation::ofKiosk);
    if (pages != null) {
      tell("The A4 printer", List.of(installation.ofPages(pages)));
    }
    boolean missing = findings.stream().anyMatch(f -> f.health() == Health.MISSING);
    out.println(missing ? "Something needed is missing, see above." : "Ready for ./borne demo.");
    return missing ? SOMETHING_IS_MISSING : CommandLine.ExitCode.OK;
  }

  /// A configuration that was named is examined; else the demo's own, or the defaults, are shown.
  private void lookAt(
      String title,
      @Nullable Path named,
      Path home,
      String demoPart,
      List<Setting> known,
      Function<Settings, List<Finding>> examine) {
    Path demo = home.resolve(".borne/demo/config/" + demoPart + ".properties");
    try {
      if (named != null) {
        Settings settings = Settings.read(known, named, Map.of());
        tell(title + " of " + named, examine.apply(settings));
        show(settings);
      } else if (Files.exists(demo)) {
        out.println(title + ", as the demo last configured it");
        show(Settings.read(known, demo, Map.of()));
      } else {
        out.println(title + ", by default");
        show(new Settings(known, Map.of()));
      }
    } catch (SettingsException e) {
      tell(
          title,
          List.of(new Finding(Health.MISSING, "configuration", String.valueOf(e.getMessage()))));
    }
  }

  private void tell(String title, List<Finding> found) {
    out.println(title);
    found.forEach(finding -> out.println(finding.line()));
    out.println();
    findings.addAll(found);
  }

  private void show(Settings settings) {
    settings.effective().forEach(line -> out.println("  " + line));
    out.println();
  }
}
