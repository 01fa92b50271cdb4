package kiosk.devices;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import kiosk.devices.ipp.PageLook;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.selftest.CheckResult;
import kiosk.devices.selftest.DeviceSuite;
import kiosk.devices.selftest.JUnitReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./borne selftest`: checks a reader and a printer on their ports, real or simulated.
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    description =
        "Checks a card reader and a receipt printer on serial ports, and an A4 printer; prints some"
            + " short tickets, and no page.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no check failed", "1:a check failed", "2:a wrong option"})
public final class SelfTest implements Callable<Integer> {

  @Option(names = "--reader", paramLabel = "PORT", description = "the card reader's port")
  private @Nullable Path reader;

  @Option(names = "--printer", paramLabel = "PORT", description = "the receipt printer's port")
  private @Nullable Path printer;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "epson-tm",
      description = "epson-tm, custom-vkp80iii, custom-tg2480h or a probed file (${DEFAULT-VALUE})")
  private String profile = "epson-tm";

  @Option(
      names = "--a4",
      paramLabel = "URI",
      description = "the A4 printer's address: ipp://HOST:631/ipp/print")
  private @Nullable URI pages;

  @Option(names = "--junit", paramLabel = "FILE", description = "write the results as JUnit XML")
  private @Nullable Path junit;

  @Option(
      names = "--interactive",
      description =
          "also what needs hands (else skipped): put a card in, take a ticket, open the cover")
  private boolean interactive;

  @Option(names = "--no-summary", description = "do not print the results on a ticket")
  private boolean noSummary;

  private final AtomicInteger done = new AtomicInteger();

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Runs the suite and ends the process: 0 when every check passed, else 1.
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SelfTest())
            .setParameterExceptionHandler(SelfTest::refuse)
            .execute(arguments));
  }

  private static int refuse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage() + " (--help tells more)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public Integer call() throws Exception {
    DeviceSuite suite = suite();
    Vertx vertx = Vertx.vertx();
    try {
      List<CheckResult> results =
          suite.run(vertx, result -> show(result, suite.names().size())).get();
      long failed = results.stream().filter(CheckResult::failed).count();
      long skipped = results.stream().filter(CheckResult::skipped).count();
      System.out.printf("%d checks, %d failed, %d skipped%n", results.size(), failed, skipped);
      if (printer != null && !noSummary) {
        boolean printed = suite.printSummary(results);
        System.out.println(printed ? "the summary is printed" : "no summary could be printed");
      }
      return keepReport(results) && failed == 0 ? 0 : 1;
    } finally {
      vertx.close();
    }
  }

  private DeviceSuite suite() {
    if (reader == null && printer == null && pages == null) {
      throw new ParameterException(
          spec.commandLine(), "give --reader PORT, --printer PORT, --a4 URI or several");
    }
    if (pages != null && !PageLook.isAddress(pages)) {
      throw new ParameterException(
          spec.commandLine(), "no printer's address: " + pages + "; like ipp://HOST:631/ipp/print");
    }
    if (junit != null && !Files.isDirectory(junit.toAbsolutePath().resolveSibling("."))) {
      throw new ParameterException(spec.commandLine(), "no folder for " + junit);
    }
    DeviceSuite suite = interactive ? new DeviceSuite(SelfTest::ask) : new DeviceSuite();
    if (reader != null) {
      suite.reader(SerialLink.opener(reader, LineSettings.GEMPC_TWIN));
    }
    if (printer != null) {
      PrinterProfile known =
          PrinterProfile.find(profile)
              .orElseThrow(
                  () -> new ParameterException(spec.commandLine(), "no profile '" + profile + "'"));
      LinkOpener line = SerialLink.opener(printer, known.line());
      suite.printer(line, known, InstantSource.system());
    }
    if (pages != null) {
      suite.pages(pages);
    }
    return suite;
  }

  private static void ask(String doThis) {
    System.out.println(">>>  " + doThis);
  }

  private void show(CheckResult result, int inAll) {
    System.out.printf(
        "[%2d/%d] %-4s %s (%d ms)%s%n",
        done.incrementAndGet(),
        inAll,
        result.failed() ? "FAIL" : result.skipped() ? "skip" : "ok",
        result.name(),
        result.took().toMillis(),
        result.failure().map(why -> ": " + why).orElse(""));
  }

  /// Whether the results are where they are wanted, if anywhere.
  private boolean keepReport(List<CheckResult> results) {
    Path wanted = junit;
    if (wanted == null) {
      return true;
    }
    try {
      JUnitReport.write(results, wanted);
      return true;
    } catch (IOException e) {
      spec.commandLine().getErr().println("the results cannot be written to " + wanted);
      return false;
    }
  }
}
