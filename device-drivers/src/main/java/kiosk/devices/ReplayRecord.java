package kiosk.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import kiosk.devices.link.RecordText;
import kiosk.devices.link.RecordingLink.Passage;
import kiosk.devices.printer.PrintProgress;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.replay.Replay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./borne replay`: plays a record that the panel has made to the driver.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a record of a line to the driver of that device and tells what the driver makes of",
      "it. Nothing is shown of what stands on cards and papers. A printer's record is played in",
      "its own time, with a line of our own in place of each ticket."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the driver did what it did in the record",
      "1:it did not: a reader's record is not played to its end, a ticket ended otherwise",
      "2:no such record, or one that makes no sense"
    })
public final class ReplayRecord implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "the record, as the panel gives it")
  private Path file = Path.of("record.log");

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "epson-tm",
      description =
          "of a printer: epson-tm, custom-vkp80iii, custom-tg2480h or a probed file"
              + " (${DEFAULT-VALUE})")
  private String profile = "epson-tm";

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Plays and ends the process.
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new ReplayRecord())
            .setParameterExceptionHandler(ReplayRecord::refuse)
            .execute(arguments));
  }

  private static int refuse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage() + " (--help tells more)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Passage> record = record();
    if (!Replay.isOfReader(record)) {
      int otherwise =
          Replay.toPrinter(record, profile(), InstantSource.system(), ReplayRecord::tell);
      System.out.printf("%d tickets ended otherwise than in the record%n", otherwise);
      return otherwise == 0 ? 0 : 1;
    }
    int left = Replay.toReader(record, System.out::println);
    System.out.printf("%d of %d passages played%n", record.size() - left, record.size());
    return left == 0 ? 0 : 1;
  }

  private List<Passage> record() {
    try {
      return RecordText.read(Files.readString(file));
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "cannot read " + file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), file + ": " + e.getMessage());
    }
  }

  private PrinterProfile profile() {
    return PrinterProfile.find(profile)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), "no printer profile " + profile));
  }

  /// All but the counting of bytes.
  private static void tell(PrintProgress step) {
    if (!(step instanceof PrintProgress.Sending)) {
      System.out.println(step);
    }
  }
}
