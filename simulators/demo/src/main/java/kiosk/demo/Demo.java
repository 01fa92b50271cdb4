package kiosk.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import kiosk.demo.process.ChildProcess;
import kiosk.demo.process.JavaCommand;
import kiosk.demo.process.StartException;
import kiosk.demo.stage.Addresses;
import kiosk.demo.stage.DataFolder;
import kiosk.demo.stage.PersonaVisit;
import kiosk.demo.stage.Plan;
import kiosk.demo.stage.Stage;
import kiosk.demo.visit.StepException;
import kiosk.simulators.printer.PrinterModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The whole system on this machine: `./borne demo`.
@Command(
    name = "borne demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts everything on loopback: central server, database, mailbox, a kiosk with a simulated",
      "reader and printer. Ctrl-C stops all of it; the data stay for the next start."
    })
public final class Demo implements Callable<Integer> {

  private static final int FAILED = 1;

  @Option(names = "--fresh", description = "Erase the data of earlier starts first.")
  private boolean fresh;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Nodes of the central server (${DEFAULT-VALUE}); the kiosk is on the first.")
  private int nodes;

  @Option(
      names = "--printer",
      paramLabel = "NAME",
      defaultValue = "epson-tm",
      description = {
        "The kiosk's printer: epson-tm, custom-vkp80iii or custom-tg2480h (${DEFAULT-VALUE});",
        "custom-vkp80iii alone pulls back what is forgotten."
      })
  private String printer = "epson-tm";

  @Option(
      names = "--visit",
      paramLabel = "PERSONA",
      description = "Make this person's whole visit without a browser, then stop.")
  private @Nullable String visitor;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the data (.borne/demo in the project).")
  private @Nullable Path data;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PortOptions ports = new PortOptions();

  private volatile boolean stopping;
  private final PrintStream out = System.out;
  private final Clock clock = Clock.system(ZoneId.systemDefault());

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    // One configuration by its own name: a class path may hold several modules.
    System.setProperty("logback.configurationFile", "kiosk/demo/logback.xml");
    System.exit(
        new CommandLine(new Demo()).setParameterExceptionHandler(Demo::refuse).execute(arguments));
  }

  private static int refuse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage() + " (--help tells more)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public Integer call() {
    PrinterModel model = model();
    CountDownLatch over = new CountDownLatch(1);
    stopOnSignal(Thread.currentThread(), over);
    Path home = Path.of(System.getProperty("borne.home", "")).toAbsolutePath();
    try (DataFolder folder = DataFolder.open(data != null ? data : home.resolve(".borne/demo"))) {
      if (fresh) {
        out.println("Erasing the data of earlier starts ...");
        Stage.stopOrphan(folder);
        folder.empty();
      }
      return run(home, folder, model);
    } catch (StartException | IllegalArgumentException | IOException e) {
      System.err.println("demo: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      out.println("Stopped; the data stay in .borne/ for the next start.");
      return CommandLine.ExitCode.OK;
    } finally {
      over.countDown();
    }
  }

  /// On SIGINT or SIGTERM interrupts `main`, which stops everything, and waits until it has.
  private void stopOnSignal(Thread main, CountDownLatch over) {
    Runnable stop =
        () -> {
          stopping = true;
          main.interrupt();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop));
  }

  private PrinterModel model() {
    return PrinterModel.find(printer)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no printer '" + printer + "'; there is " + PrinterModel.names()));
  }

  private int run(Path home, DataFolder folder, PrinterModel model)
      throws StartException, IOException, InterruptedException {
    JavaCommand java =
        JavaCommand.likeThisOne(
            ManagementFactory.getRuntimeMXBean().getInputArguments(),
            Files.createDirectories(home.resolve(".borne/classes")));
    Plan plan = new Plan(home, nodes, ports.ports(), model, java);
    try (Stage stage = Stage.start(plan, folder, clock, this::tellProgress)) {
      tellAddresses(stage.addresses());
      if (visitor != null) {
        return visit(stage, folder, visitor);
      }
      for (ChildProcess child : stage.children()) {
        var _ = child.ended().thenAccept(status -> tellEnd(child, status));
      }
      new CountDownLatch(1).await();
      return CommandLine.ExitCode.OK;
    }
  }

  private int visit(Stage stage, DataFolder folder, String persona) throws InterruptedException {
    out.println("The visit of " + persona + ":");
    try {
      Path papers = new PersonaVisit(stage, folder, clock, out).make(persona);
      out.println("Done: ticket.png, attestation.pdf and mail.eml are in " + papers);
      return CommandLine.ExitCode.OK;
    } catch (StepException e) {
      out.println("The visit failed: " + e.getMessage());
      return FAILED;
    }
  }

  private void tellProgress(String part) {
    out.println("  starting: " + part);
  }

  private void tellAddresses(Addresses at) {
    Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    Duration took = Duration.between(started, clock.instant());
    out.println("Ready after %.1f s:".formatted(took.toMillis() / 1000.0));
    out.println();
    out.println("  kiosk screen      " + at.screen());
    out.println("  simulators' panel " + at.panel());
    out.println("  account portal    " + at.site().resolve("/"));
    out.println("  mailbox           " + at.mailbox());
    out.println("  operations        " + at.operations());
    at.firstStaff().ifPresent(account -> out.println("    first log-in    " + account));
    out.println("  server            " + at.site() + " and, for kiosks, " + at.bridge());
    out.println();
  }

  private void tellEnd(ChildProcess child, int status) {
    if (!stopping) {
      out.println(child.name() + " has ended with status " + status + "; the rest goes on.");
    }
  }
}
