package kiosk.simulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import kiosk.simulators.printer.PrinterModel;
import kiosk.simulators.printer.SimulatedPrinter;
import kiosk.simulators.scenario.Fault;
import kiosk.simulators.scenario.PrinterFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./borne simulate printer`: a receipt printer on a pseudo-terminal, obeying lines on standard
/// input.
@Command(
    name = "simulate printer",
    mixinStandardHelpOptions = true,
    description = "A receipt printer (ESC/POS) on a pseudo-terminal; tickets fall into a folder.",
    footer = {
      "",
      "Lines on standard input: paper ok|near|out, cover open|close, take, power cycle,",
      "fault NAME [ARG] [@row N | @byte N | @time MS], clear, quit. Faults: ${FAULTS}."
    })
public final class SimulatePrinter implements Callable<Integer> {

  @Option(
      names = "--link",
      required = true,
      paramLabel = "PATH",
      description = "the symbolic link to make")
  private Path link = Path.of("printer");

  @Option(
      names = "--paper",
      required = true,
      paramLabel = "DIR",
      description = "the folder for tickets: NNN.png, NNN.txt, NNN.json")
  private Path paper = Path.of("paper");

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "epson-tm",
      description = "epson-tm, custom-vkp80iii or custom-tg2480h (${DEFAULT-VALUE})")
  private String profile = "epson-tm";

  @Option(names = "--unpaced", description = "line and paper take no time")
  private boolean unpaced;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CountDownLatch ended = new CountDownLatch(1);

  /// Runs until `quit`, SIGTERM or SIGINT.
  public static void main(String[] arguments) {
    System.setProperty(
        "FAULTS",
        PrinterFault.NAMES.stream()
            .map(name -> (name.name() + " " + name.hint()).strip())
            .collect(Collectors.joining(", ")));
    System.exit(
        new CommandLine(new SimulatePrinter())
            .setParameterExceptionHandler(SimulatePrinter::refuse)
            .execute(arguments));
  }

  private static int refuse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage() + " (--help tells more)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      run(model());
      return 0;
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private PrinterModel model() {
    return PrinterModel.find(profile)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no profile '" + profile + "'; there is " + PrinterModel.names()));
  }

  private void run(PrinterModel model) throws InterruptedException {
    try (SimulatedPrinter printer =
        SimulatedPrinter.start(link, paper, model, !unpaced, new SimulatedPrinter.Listener() {})) {
      Runtime.getRuntime().addShutdownHook(new Thread(printer::close));
      Thread.ofPlatform().daemon().name("commands").start(() -> obeyLines(printer));
      System.out.println("ready " + link);
      System.out.flush();
      ended.await();
    }
  }

  private void obeyLines(SimulatedPrinter printer) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (line.strip().equals("quit")) {
          ended.countDown();
          return;
        }
        obey(printer, line.strip());
        line = lines.readLine();
      }
    } catch (IOException e) {
      System.err.println("standard input: " + e.getMessage());
    }
  }

  private static void obey(SimulatedPrinter printer, String line) {
    switch (line.toLowerCase(Locale.ROOT)) {
      case "" -> {}
      case "paper ok" -> printer.paper(SimulatedPrinter.Level.OK);
      case "paper near" -> printer.paper(SimulatedPrinter.Level.NEAR);
      case "paper out" -> printer.paper(SimulatedPrinter.Level.OUT);
      case "cover open" -> printer.cover(true);
      case "cover close" -> printer.cover(false);
      case "take" -> printer.take();
      case "power cycle" -> printer.powerCycle();
      case "clear" -> printer.clear();
      default -> raise(printer, line);
    }
  }

  private static void raise(SimulatedPrinter printer, String line) {
    if (!line.startsWith("fault ")) {
      System.err.println("not understood: " + line);
      return;
    }
    try {
      Fault.Planned<PrinterFault> planned = PrinterFault.plan(line.substring(6));
      printer.raise(planned.fault(), planned.trigger());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
    }
  }
}
