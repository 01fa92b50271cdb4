package kiosk.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./borne bench`: measures, says each figure with its target, and writes JSON.
@Command(
    name = "borne bench",
    mixinStandardHelpOptions = true,
    description = "Measures the product against what is possible.",
    subcommands = {Bench.Wire.class, Bench.Devices.class, Bench.Portal.class})
public final class Bench {

  private static final int MISSED = 1;

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  /// The bars of a visit on the wire.
  @Command(
      name = "wire",
      mixinStandardHelpOptions = true,
      description = {
        "From the card to the screen and onto paper, on paced lines: how far from the floor that",
        "line, card, paper and one hash set. Exit status 1 when a bar is missed."
      })
  static final class Wire implements Callable<Integer> {

    @Option(
        names = "--out",
        paramLabel = "FILE",
        defaultValue = "simulators/bench/target/wire.json",
        description = "Where the JSON goes (${DEFAULT-VALUE}).")
    private Path out = Path.of("wire.json");

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "40",
        description = "How often each is measured (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
        names = "--only",
        paramLabel = "PART",
        split = ",",
        defaultValue = "CARD,ATTESTATION,SYSTEM,PRINTERS",
        description = "What is measured (${DEFAULT-VALUE}).")
    private List<Part> parts = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return measure("wire", parts.stream().map(part -> new Order(part, runs)).toList(), out);
    }
  }

  /// What the drivers bear.
  @Command(
      name = "devices",
      mixinStandardHelpOptions = true,
      description = {
        "Damaged frames over every parser of the drivers, and the plug of a serial line pulled and",
        "put back again and again. Exit status 1 when a bar is missed."
      })
  static final class Devices implements Callable<Integer> {

    @Option(
        names = "--out",
        paramLabel = "FILE",
        defaultValue = "simulators/bench/target/devices.json",
        description = "Where the JSON goes (${DEFAULT-VALUE}).")
    private Path out = Path.of("devices.json");

    @Option(
        names = "--frames",
        paramLabel = "N",
        defaultValue = "20000000",
        description = "How many frames (${DEFAULT-VALUE}).")
    private int frames;

    @Option(
        names = "--cycles",
        paramLabel = "N",
        defaultValue = "1000",
        description = "How often the plug is pulled (${DEFAULT-VALUE}).")
    private int cycles;

    @Override
    public Integer call() throws IOException, InterruptedException {
      List<Order> orders = List.of(new Order(Part.FRAMES, frames), new Order(Part.REPLUG, cycles));
      return measure("devices", orders, out);
    }
  }

  /// The bars of the online account.
  @Command(
      name = "portal",
      mixinStandardHelpOptions = true,
      description = {
        "The online account on one node: the size of its pages, how long they take beside log-ins",
        "and in a flood of them, how many log-ins a node does of those that its cores could hash,",
        "and whether an answer or its time tells that a number has an account. Exit status 1 when a",
        "bar is missed."
      })
  static final class Portal implements Callable<Integer> {

    @Option(
        names = "--out",
        paramLabel = "FILE",
        defaultValue = "simulators/bench/target/portal.json",
        description = "Where the JSON goes (${DEFAULT-VALUE}).")
    private Path out = Path.of("portal.json");

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "40",
        description = "How often each page is opened (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
        names = "--pairs",
        paramLabel = "N",
        defaultValue = "2000",
        description = "How many pairs are asked at each door (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
        names = "--only",
        paramLabel = "PART",
        split = ",",
        defaultValue = "PORTAL,ENUMERATION",
        description = "What is measured (${DEFAULT-VALUE}).")
    private List<Part> parts = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
      List<Order> orders =
          parts.stream()
              .map(part -> new Order(part, part == Part.ENUMERATION ? pairs : runs))
              .toList();
      return measure("portal", orders, out);
    }
  }

  private record Order(Part part, int runs) {}

  private static int measure(String bench, List<Order> orders, Path out)
      throws IOException, InterruptedException {
    List<Bar> bars = new ArrayList<>();
    for (Order order : orders) {
      System.err.println("measuring: " + order.part().title());
      for (Bar bar : order.part().measure(order.runs())) {
        System.out.println(bar.line());
        bars.add(bar);
      }
    }
    new Report(bench, Instant.now(), bars).write(out);
    long met = bars.stream().filter(Bar::met).count();
    System.out.println(met + " of " + bars.size() + " bars met; all figures in " + out);
    return met == bars.size() ? CommandLine.ExitCode.OK : MISSED;
  }
}
