package kiosk.simulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import kiosk.simulators.card.Cards;
import kiosk.simulators.cardreader.ReaderProfile;
import kiosk.simulators.cardreader.SimulatedReader;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import kiosk.simulators.scenario.Fault;
import kiosk.simulators.scenario.ReaderFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Simulates a card reader until `quit` or SIGTERM.
@Command(
    name = "borne simulate reader",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "A card reader (GemPC Twin) on a pseudo-terminal, for any driver.",
    footer = {
      "",
      "Prints 'ready PATH', then obeys lines on standard input:",
      "  insert PERSONA     put a card in",
      "  remove             pull it",
      "  fault NAME [ARG] [@apdu N | @byte N | @time MS]",
      "                     raise a fault, at once or then",
      "  clear              take all faults back",
      "  quit               end",
      "It goes on when its input ends."
    })
public final class SimulateReader implements Callable<Integer> {

  @Option(
      names = "--link",
      paramLabel = "PATH",
      required = true,
      description = "symbolic link to make to the pseudo-terminal")
  private Path link = Path.of("");

  @Option(
      names = "--card",
      paramLabel = "PERSONA",
      defaultValue = "none",
      description = "card in the slot at the start, or none (${DEFAULT-VALUE})")
  private String card = "none";

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "gempc-twin",
      description = "gempc-twin or no-echo (${DEFAULT-VALUE})")
  private String profile = "gempc-twin";

  @Option(names = "--unpaced", description = "bytes take no time on the lines")
  private boolean unpaced;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Starts the simulator with the options of `--help`.
  public static void main(String[] args) {
    int status =
        new CommandLine(new SimulateReader())
            .setExecutionExceptionHandler(SimulateReader::explain)
            .setParameterExceptionHandler(SimulateReader::refuse)
            .execute(args);
    System.exit(status);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ReaderProfile model =
        ReaderProfile.find(profile)
            .orElseThrow(() -> wrong("no profile '" + profile + "': gempc-twin or no-echo"));
    if (!card.equals("none") && Cards.find(card).isEmpty()) {
      throw wrong("no card '" + card + "': none, " + String.join(", ", cards()));
    }
    try (SimulatedReader reader = SimulatedReader.start(link, model, !unpaced)) {
      Runtime.getRuntime().addShutdownHook(new Thread(reader::close));
      if (!card.equals("none")) {
        reader.insert(card);
      }
      System.out.println("ready " + link);
      System.out.flush();
      obey(reader);
    }
    return 0;
  }

  /// Returns at `quit`; after the end of input it waits for SIGTERM.
  private static void obey(SimulatedReader reader) throws IOException, InterruptedException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = List.of(line.strip().split("\\s+", 2));
      if (words.getFirst().equals("quit")) {
        return;
      }
      try {
        obey(reader, words);
      } catch (IllegalArgumentException e) {
        System.err.println(e.getMessage());
      }
    }
    new CountDownLatch(1).await();
  }

  private static void obey(SimulatedReader reader, List<String> words) {
    String argument = words.size() > 1 ? words.get(1) : "";
    switch (words.getFirst()) {
      case "insert" -> reader.insert(argument);
      case "remove" -> reader.remove();
      case "fault" -> raise(reader, argument);
      case "clear" -> reader.clear();
      case "" -> {
        // An empty line asks for nothing.
      }
      default ->
          throw new IllegalArgumentException(
              "not understood: insert PERSONA, remove, fault NAME [ARG] [@WHEN N], clear or quit");
    }
  }

  private static void raise(SimulatedReader reader, String line) {
    Fault.Planned<ReaderFault> planned = ReaderFault.plan(line);
    reader.raise(planned.fault(), planned.trigger());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static List<String> cards() {
    return Stream.concat(Deck.all().stream().map(Persona::id), Cards.OTHERS.stream()).toList();
  }

  private static int refuse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage() + " (--help tells more)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof UncheckedIOException) {
      command.getErr().println(failure.getMessage());
      return 1;
    }
    throw failure;
  }
}
