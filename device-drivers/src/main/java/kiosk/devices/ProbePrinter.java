package kiosk.devices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Fact;
import kiosk.devices.selftest.PrinterProbe;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `./borne probe printer`: asks a unit what it can do and writes a probed profile.
@Command(
    name = "probe printer",
    mixinStandardHelpOptions = true,
    description = {
      "Asks a receipt printer what it can do and writes a profile for --profile and",
      "printer.profile. One ticket comes out, since no question tells which letters and codes a",
      "printer draws: what it looks like is asked on the screen. No answer leaves a fact as it was",
      "believed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the profile is written", "1:nobody answers", "2:a wrong option"})
public final class ProbePrinter implements Callable<Integer> {

  private static final Scanner NEXT_LINE = new Scanner(System.in, StandardCharsets.UTF_8);

  @Option(names = "--port", required = true, paramLabel = "PORT", description = "its serial port")
  private Path port = Path.of("printer");

  @Option(
      names = "--baud",
      paramLabel = "RATE",
      defaultValue = "115200",
      description = "bits a second (${DEFAULT-VALUE})")
  private int baud = 115_200;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "printer-probed.properties",
      description = "where the profile goes, a name that ends in .properties (${DEFAULT-VALUE})")
  private Path out = Path.of("printer-probed.properties");

  @Option(names = "--no-paper", description = "print nothing and ask nobody")
  private boolean noPaper;

  /// Asks, writes and ends the process.
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new ProbePrinter())
            .setParameterExceptionHandler(ProbePrinter::refuse)
            .execute(arguments));
  }

  private static int refuse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage() + " (--help tells more)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public Integer call() {
    try {
      LinkOpener opener =
          SerialLink.opener(port, new LineSettings(baud, 1, LineSettings.Flow.NONE));
      PrinterProfile told = PrinterProbe.probe(opener);
      PrinterProfile profile = noPaper ? told : look(opener, told);
      for (Map.Entry<String, Fact> line : new TreeMap<>(profile.facts()).entrySet()) {
        System.out.printf(
            "%-22s %-24s %s%n",
            line.getKey(),
            line.getValue().value(),
            line.getValue().provenance().name().toLowerCase(Locale.ROOT));
      }
      Files.writeString(out, profile.text());
      System.out.println("written to " + out);
      return 0;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  /// What the unit has told is not lost when no ticket comes.
  private static PrinterProfile look(LinkOpener opener, PrinterProfile told) {
    System.out.println(">>>  Take the ticket that comes out.");
    try {
      return PrinterProbe.look(opener, told, InstantSource.system(), ProbePrinter::see);
    } catch (LinkException e) {
      System.err.println("no ticket to look at: " + e.getMessage());
      return told;
    }
  }

  private static Optional<Boolean> see(String question) {
    System.out.printf(">>>  %s ? [y/n] %n", question);
    String answer = NEXT_LINE.hasNextLine() ? NEXT_LINE.nextLine().strip() : "";
    return switch (answer.toLowerCase(Locale.ROOT)) {
      case "y", "yes" -> Optional.of(true);
      case "n", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
