package kiosk.demo.stage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kiosk.demo.process.ChildProcess;
import kiosk.demo.process.StartException;

/// The kiosk, a JVM of its own on the simulated devices.
final class TerminalProcess implements AutoCloseable {

  static final String NAME = "kiosk-1";

  private static final String MAIN = "kiosk.terminal.KioskTerminal";

  /// What the kiosk frees outside its heap is overwritten by the C library (glibc, "Memory
  /// Allocation Tunables").
  private static final List<String> WIPING =
      List.of("env", "GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ChildProcess process;

  private TerminalProcess(ChildProcess process) {
    this.process = process;
  }

  /// Starts it.
  ///
  /// @param reader the reader's serial port
  /// @param printer the printer's serial port
  static TerminalProcess start(Plan plan, DataFolder folder, Path reader, Path printer)
      throws StartException {
    Configuration configuration =
        new Configuration()
            .with("kiosk.name", NAME)
            .with("data.dir", folder.data(NAME))
            .with("reader.port", reader)
            .with("printer.port", printer)
            .with("printer.profile", plan.printer().name())
            .with("centre.urls", centres(plan))
            .with("pki.dir", folder.pki().resolve("kiosks").resolve(NAME))
            .with("screen.port", plan.ports().screen());
    if (!plan.printer().retracts()) {
      // It cannot take back what is forgotten; a technician stands beside it.
      configuration.with("printer.unguarded", "yes");
    }
    Path file = configuration.write(folder.config(NAME));
    List<String> command =
        plan.java()
            .startedBy(WIPING)
            .leashed(
                NAME,
                List.of("@" + plan.home().resolve("kiosk-terminal/jvm.options")),
                MAIN,
                List.of("--config", file.toString()));
    return new TerminalProcess(ChildProcess.start(NAME, command, folder.log(NAME)));
  }

  /// Waits until the page can be opened.
  ///
  /// @return its start address, with the token
  URI awaitStartAddress() throws StartException, InterruptedException {
    String ready = process.awaitReady(PATIENCE);
    return URI.create(ready.substring(ready.lastIndexOf(' ') + 1));
  }

  ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private static String centres(Plan plan) {
    return IntStream.rangeClosed(1, plan.nodes())
        .mapToObj(node -> "https://127.0.0.1:" + plan.ports().bridgeOf(node))
        .collect(Collectors.joining(","));
  }
}
