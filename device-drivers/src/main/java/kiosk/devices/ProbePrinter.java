package kiosk.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import kiosk.devices.link.LineSettings;
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
      "printer.profile. Nothing is printed; what no question tells stays as it was believed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the profile is written", "1:nobody answers", "2:a wrong option"})
public final class ProbePrinter implements Callable<Integer> {

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
      PrinterProfile profile =
          PrinterProbe.probe(
              SerialLink.opener(port, new LineSettings(baud, 1, LineSettings.Flow.NONE)));
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
}
