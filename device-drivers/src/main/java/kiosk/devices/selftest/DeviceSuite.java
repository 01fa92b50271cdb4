package kiosk.devices.selftest;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.TestOptions;
import io.vertx.ext.unit.TestSuite;
import io.vertx.ext.unit.report.ReportOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import kiosk.devices.ipp.PageCheck;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.printer.Pace;
import kiosk.devices.profile.PrinterProfile;

/// The conformance suite as a Vert.x Unit TestSuite: the one class that knows that library, which
/// Vert.x 6 drops.
///
/// Each result goes to [#ADDRESS] on the event bus as it comes, in Vert.x Unit's JSON, so that a
/// kiosk can pass it on.
public final class DeviceSuite {

  /// Where results appear on the event bus.
  public static final String ADDRESS = "devices.selftest";

  /// The suite's name, also in its report.
  static final String NAME = "devices";

  private static final Duration CASE_PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAGES_PATIENCE = Duration.ofSeconds(5);

  private final Optional<Technician> hands;
  private final List<Check> checks = new ArrayList<>();
  private Optional<PaperChecks> paper = Optional.empty();

  /// A suite that skips, visibly, what needs hands.
  public DeviceSuite() {
    this.hands = Optional.empty();
  }

  /// A suite that also checks what needs hands.
  public DeviceSuite(Technician technician) {
    this.hands = Optional.of(technician);
  }

  /// Adds the checks of a card reader; with hands a card is put in and pulled.
  ///
  /// @param opener opens its line
  public DeviceSuite reader(LinkOpener opener) {
    List<Check> all = new ArrayList<>(ReaderWireChecks.of(opener));
    all.addAll(ReaderChecks.of(opener));
    all.addAll(new InteractiveChecks(hands).reader(opener));
    checks.addAll(Check.guarded(all, 1));
    return this;
  }

  /// Adds the checks of a receipt printer; some of them print short tickets. With hands tickets are
  /// taken, and the cover is opened and closed. A unit that holds a ticket and cannot pull it back
  /// prints nothing without hands.
  ///
  /// @param opener opens its line, set as the profile says
  /// @param clock dates what is seen
  public DeviceSuite printer(LinkOpener opener, PrinterProfile profile, InstantSource clock) {
    return printer(opener, profile, clock, Pace.REAL);
  }

  /// As the other, with a pace of its own for waiting for answers and at the printer's mouth.
  public DeviceSuite printer(
      LinkOpener opener, PrinterProfile profile, InstantSource clock, Pace pace) {
    PaperChecks onPaper = new PaperChecks(opener, profile, clock, hands, pace);
    List<Check> all = new ArrayList<>(new PrinterChecks(opener, profile, pace).all());
    all.addAll(onPaper.all());
    all.addAll(new InteractiveChecks(hands).printer(opener, profile));
    checks.addAll(Check.guarded(all, 3));
    paper = Optional.of(onPaper);
    return this;
  }

  /// Adds the checks of an A4 printer, which print nothing.
  ///
  /// @param printer for which [kiosk.devices.ipp.PageLook#isAddress] holds
  public DeviceSuite pages(URI printer) {
    List<PageCheck> asked = PageCheck.of(printer, PAGES_PATIENCE);
    checks.addAll(Check.guarded(asked.stream().map(DeviceSuite::pageCheck).toList(), 1));
    return this;
  }

  private static Check pageCheck(PageCheck asked) {
    return new Check(
        asked.name(),
        () -> {
          try {
            Optional<String> wrong = asked.body().wrong();
            PrinterChecks.require(wrong.isEmpty(), wrong.orElse(""));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceFailure("broken off");
          }
        });
  }

  /// Prints how the checks went on one ticket, where a printer was checked.
  ///
  /// @return whether there was one and it printed; a unit that holds what nobody takes prints none
  ///     without hands
  public boolean printSummary(List<CheckResult> results) {
    return paper.map(printer -> printer.printSummary(results)).orElse(false);
  }

  /// The names of the checks, in their order.
  public List<String> names() {
    return checks.stream().map(Check::name).toList();
  }

  /// Runs the checks one after the other on a thread of the suite.
  ///
  /// @param each gets each result as it comes, on a thread of Vert.x
  /// @return all results, once all have come
  public CompletableFuture<List<CheckResult>> run(Vertx vertx, Consumer<CheckResult> each) {
    CompletableFuture<List<CheckResult>> done = new CompletableFuture<>();
    List<CheckResult> results = new ArrayList<>();
    vertx
        .eventBus()
        .<JsonObject>localConsumer(ADDRESS, message -> hear(message.body(), results, each, done));
    TestSuite suite = TestSuite.create(NAME);
    checks.forEach(check -> suite.test(check.name(), context -> perform(check, context)));
    suite.run(vertx, options());
    return done;
  }

  private static TestOptions options() {
    TestOptions options = new TestOptions();
    options.setUseEventLoop(false);
    options.setTimeout(CASE_PATIENCE.toMillis());
    options.addReporter(new ReportOptions().setTo("bus:" + ADDRESS));
    return options;
  }

  /// A failure is a sentence; only a bug of ours would bring a stack trace.
  private static void perform(Check check, TestContext context) {
    if (check.skipped()) {
      return;
    }
    try {
      check.body().run();
    } catch (DeviceFailure failure) {
      context.fail(failure.getMessage());
    }
  }

  private void hear(
      JsonObject event,
      List<CheckResult> results,
      Consumer<CheckResult> each,
      CompletableFuture<List<CheckResult>> done) {
    switch (event.getString("type", "")) {
      case "testCaseEnd" -> {
        CheckResult result = result(event);
        results.add(result);
        each.accept(result);
      }
      case "testSuiteEnd" -> done.complete(List.copyOf(results));
      default -> {}
    }
  }

  private CheckResult result(JsonObject event) {
    Optional<String> failure =
        Optional.ofNullable(event.getJsonObject("failure"))
            .map(why -> why.getString("message"))
            .or(
                () ->
                    event.containsKey("failure") && event.getValue("failure") != null
                        ? Optional.of("not done in " + CASE_PATIENCE.toSeconds() + " s")
                        : Optional.empty());
    String name = event.getString("name");
    return new CheckResult(
        name,
        Duration.ofMillis(event.getLong("durationTime", 0L)),
        failure,
        checks.stream().anyMatch(check -> check.skipped() && check.name().equals(name)));
  }
}
