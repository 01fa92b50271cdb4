package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.Pace;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.selftest.CheckResult;
import kiosk.devices.selftest.DeviceSuite;
import kiosk.simulators.cardreader.ReaderProfile;
import kiosk.simulators.cardreader.SimulatedReader;
import kiosk.simulators.scenario.PrinterFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The conformance suite for real hardware, unchanged, on the simulators.
class SelfTestOnSimulatorsTest {

  private static final PrinterProfile PROFILE = PrinterProfile.find("epson-tm").orElseThrow();

  /// Where most is waited for in vain.
  private static final Pace QUICK = new Pace(5);

  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private final SimulatedReader reader;
  private SimulatedPrinter printer;

  SelfTestOnSimulatorsTest() throws IOException {
    folder = Files.createTempDirectory("selftest");
    reader = SimulatedReader.start(folder.resolve("reader"), ReaderProfile.GEMPC_TWIN, false);
    printer = printer(PROFILE);
  }

  private SimulatedPrinter printer(PrinterProfile profile) {
    return SimulatedPrinter.start(
        folder.resolve("printer"),
        folder.resolve("paper"),
        PrinterModel.find(profile.name()).orElseThrow(),
        false,
        new SimulatedPrinter.Listener() {});
  }

  @BeforeEach
  void putInACard() {
    reader.insert("marie");
  }

  @AfterEach
  void switchOff() {
    reader.close();
    printer.close();
    vertx.close();
  }

  @Test
  void soundDevicesPassEveryCheckAndTheirResultsGoOverTheBus() throws Exception {
    CompletableFuture<Integer> onTheBus = casesOnTheBus();
    List<CheckResult> results = run(suite("reader", "printer"));
    assertThat(results).hasSizeGreaterThanOrEqualTo(40);
    assertThat(results).filteredOn(CheckResult::failed).isEmpty();
    assertThat(results)
        .filteredOn(CheckResult::skipped)
        .extracting(CheckResult::name)
        .hasSize(4)
        .allMatch(name -> name.endsWith("(needs hands)"));
    assertThat(onTheBus).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(results.size());
    assertThat(folder.resolve("paper/001.txt")).content().contains("œŒŸ € ’");
  }

  @Test
  void aPresentersTicketIsCalledBackAndCountedInTheBin() throws Exception {
    PrinterProfile profile = exchange("custom-vkp80iii");
    List<CheckResult> results = run(printerSuite(new DeviceSuite(), profile, Pace.REAL));
    assertThat(results).filteredOn(CheckResult::failed).isEmpty();
    assertThat(printer.inBin()).isEqualTo(4);
    assertThat(printer.atMouth()).isZero();
  }

  @Test
  void aRetractorThatDoesNotPullFailsTheCheckThatCallsBack() throws Exception {
    PrinterProfile profile = exchange("custom-vkp80iii");
    printer.raise(new PrinterFault.BinFull(2));
    List<CheckResult> results = run(printerSuite(new DeviceSuite(), profile, QUICK));
    assertThat(results)
        .filteredOn(CheckResult::failed)
        .filteredOn(result -> result.name().endsWith("calls it back into its bin"))
        .extracting(result -> result.failure().orElseThrow())
        .containsExactly("the ticket stayed at its mouth within 6 s");
  }

  @Test
  void aUnitThatCannotPullBackPrintsNothingWithoutHandsAndSaysSo() throws Exception {
    PrinterProfile profile = exchange("custom-tg2480h");
    DeviceSuite suite = printerSuite(new DeviceSuite(), profile, Pace.REAL);
    List<CheckResult> results = run(suite);
    assertThat(results).filteredOn(CheckResult::failed).isEmpty();
    assertThat(results)
        .filteredOn(CheckResult::skipped)
        .extracting(CheckResult::name)
        .contains("printer: cuts, and counts one cut (needs hands)")
        .contains("printer: sees a ticket leave its mouth when it is taken (needs hands)");
    assertThat(suite.printSummary(results)).isFalse();
    assertThat(printer.atMouth()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"custom-tg2480h", "custom-vkp80iii"})
  void withHandsEveryCheckOfAPresenterIsTried(String name) throws Exception {
    PrinterProfile profile = exchange(name);
    List<CheckResult> results = run(printerSuite(new DeviceSuite(this::obey), profile, Pace.REAL));
    assertThat(results).allMatch(CheckResult::passed);
    assertThat(printer.atMouth()).isZero();
  }

  private void obey(String doThis) {
    if (doThis.startsWith("Take")) {
      printer.take();
    } else {
      printer.cover(doThis.startsWith("Open"));
    }
  }

  /// Puts a printer of another kind in the place of the first.
  private PrinterProfile exchange(String name) {
    printer.close();
    PrinterProfile profile = PrinterProfile.find(name).orElseThrow();
    printer = printer(profile);
    return profile;
  }

  private DeviceSuite printerSuite(DeviceSuite suite, PrinterProfile profile, Pace pace) {
    LinkOpener line = SerialLink.opener(folder.resolve("printer"), profile.line());
    return suite.printer(line, profile, InstantSource.system(), pace);
  }

  @Test
  void anAbsentDeviceIsAClearLine() throws Exception {
    List<CheckResult> results = run(suite("nowhere", "nowhere"));
    assertThat(results).noneMatch(CheckResult::passed);
    assertThat(results)
        .filteredOn(result -> !result.skipped())
        .allSatisfy(
            result ->
                assertThat(result.failure().orElseThrow())
                    .hasLineCount(1)
                    .doesNotContain("Exception"));
    assertThat(results.getFirst().failure().orElseThrow()).contains("no port");
  }

  @Test
  void aMutePrinterIsAClearLine() throws Exception {
    printer.raise(new PrinterFault.Mute());
    List<CheckResult> results = run(printerSuite(new DeviceSuite(), PROFILE, QUICK));
    assertThat(results.get(2).failure().orElseThrow()).contains("off, mute or unplugged");
    assertThat(results.getFirst().passed()).as("its line opens").isTrue();
  }

  @Test
  void aPrinterWithoutPaperSaysSo() throws Exception {
    printer.paper(SimulatedPrinter.Level.OUT);
    List<CheckResult> results = run(printerSuite(new DeviceSuite(), PROFILE, QUICK));
    assertThat(results)
        .extracting(result -> result.failure().orElse(""))
        .contains("the paper is out", "not tried: the paper is out", "refused: PAPER_OUT")
        .noneMatch(failure -> failure.contains("mute"));
    assertThat(printer.paper().rows()).isEmpty();
    printer.paper(SimulatedPrinter.Level.OK);
    assertThat(printer.paper().words()).as("for whoever changes the roll").isEmpty();
  }

  /// How many cases end before the suite does, as anybody on the bus hears it.
  private CompletableFuture<Integer> casesOnTheBus() {
    CompletableFuture<Integer> all = new CompletableFuture<>();
    AtomicInteger cases = new AtomicInteger();
    vertx
        .eventBus()
        .<JsonObject>consumer(
            DeviceSuite.ADDRESS,
            message -> {
              switch (message.body().getString("type")) {
                case "testCaseEnd" -> cases.incrementAndGet();
                case "testSuiteEnd" -> all.complete(cases.get());
                default -> {}
              }
            });
    return all;
  }

  private DeviceSuite suite(String readerPort, String printerPort) {
    return new DeviceSuite()
        .reader(SerialLink.opener(folder.resolve(readerPort), LineSettings.GEMPC_TWIN))
        .printer(opener(printerPort), PROFILE, InstantSource.system());
  }

  private LinkOpener opener(String port) {
    return SerialLink.opener(folder.resolve(port), PROFILE.line());
  }

  private List<CheckResult> run(DeviceSuite suite)
      throws ExecutionException, InterruptedException, TimeoutException {
    return suite.run(vertx, _ -> {}).get(180, TimeUnit.SECONDS);
  }
}
