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
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.selftest.CheckResult;
import kiosk.devices.selftest.DeviceSuite;
import kiosk.simulators.cardreader.ReaderProfile;
import kiosk.simulators.cardreader.SimulatedReader;
import kiosk.simulators.scenario.PrinterFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The conformance suite for real hardware, unchanged, on the simulators.
class SelfTestOnSimulatorsTest {

  private static final PrinterProfile PROFILE = PrinterProfile.find("epson-tm").orElseThrow();

  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private final SimulatedReader reader;
  private final SimulatedPrinter printer;

  SelfTestOnSimulatorsTest() throws IOException {
    folder = Files.createTempDirectory("selftest");
    reader = SimulatedReader.start(folder.resolve("reader"), ReaderProfile.GEMPC_TWIN, false);
    printer =
        SimulatedPrinter.start(
            folder.resolve("printer"),
            folder.resolve("paper"),
            PrinterModel.EPSON_TM,
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
    assertThat(results).filteredOn(result -> !result.passed()).isEmpty();
    assertThat(onTheBus).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(results.size());
    assertThat(folder.resolve("paper/001.txt")).content().contains("œŒŸ € ’");
  }

  @Test
  void anAbsentDeviceIsAClearLine() throws Exception {
    List<CheckResult> results = run(suite("nowhere", "nowhere"));
    assertThat(results).noneMatch(CheckResult::passed);
    assertThat(results)
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
    List<CheckResult> results =
        run(new DeviceSuite().printer(opener("printer"), PROFILE, InstantSource.system()));
    assertThat(results.get(2).failure().orElseThrow()).contains("off, mute or unplugged");
    assertThat(results.getFirst().passed()).as("its line opens").isTrue();
  }

  @Test
  void aPrinterWithoutPaperSaysSo() throws Exception {
    printer.paper(SimulatedPrinter.Level.OUT);
    List<CheckResult> results =
        run(new DeviceSuite().printer(opener("printer"), PROFILE, InstantSource.system()));
    assertThat(results)
        .extracting(result -> result.failure().orElse(""))
        .contains("the paper is out", "refused: PAPER_OUT");
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
