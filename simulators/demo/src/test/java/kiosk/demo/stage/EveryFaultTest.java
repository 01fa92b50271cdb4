package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kiosk.simulators.cardreader.ReaderProfile;
import kiosk.simulators.cardreader.SimulatedReader;
import kiosk.simulators.panel.FaultControls;
import kiosk.simulators.panel.PanelPage;
import kiosk.simulators.play.Player;
import kiosk.simulators.play.Scenario;
import kiosk.simulators.play.ScenarioException;
import kiosk.simulators.printer.PrinterModel;
import kiosk.simulators.printer.SimulatedPrinter;
import kiosk.simulators.scenario.Fault;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.scenario.ReaderFault;
import kiosk.simulators.scenario.ReaderFault.Kind;
import kiosk.simulators.scenario.ReaderFault.Moment;
import kiosk.simulators.scenario.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every fault of the sealed type through a test, a scenario file and the panel, at once and with
/// every trigger that its device can count; [SimulateCommandTest] has standard input.
final class EveryFaultTest {

  /// So late that nothing strikes before it is looked at.
  private static final List<String> READER_TRIGGERS =
      List.of("", "@byte 90000", "@apdu 90000", "@time 90000");

  private static final List<String> PRINTER_TRIGGERS =
      List.of("", "@byte 90000", "@row 90000", "@time 90000");

  /// What a reader has behind it as soon as it is raised.
  private static final String OVER_AT_ONCE = "unplug 1|swapped( bank)?";

  @TempDir private Path folder;

  @Test
  void everyKindOfFaultHasAName() {
    List<Class<?>> named =
        Stream.concat(readerFaults(), printerFaults()).<Class<?>>map(Object::getClass).toList();
    assertThat(named)
        .containsAll(
            Arrays.stream(Fault.class.getPermittedSubclasses())
                .<Class<?>>flatMap(device -> Arrays.stream(device.getPermittedSubclasses()))
                .toList());
    List<ReaderFault> onLine = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Moment at : Moment.values()) {
        onLine.add(new ReaderFault.OnLine(kind, at));
      }
    }
    assertThat(readerFaults()).containsAll(onLine);
  }

  @Test
  void aTestRaisesEachOnTheReader() {
    try (SimulatedReader reader =
        SimulatedReader.start(folder.resolve("reader"), ReaderProfile.GEMPC_TWIN, false)) {
      for (String line : lines("reader")) {
        Fault.Planned<ReaderFault> planned = ReaderFault.plan(line);
        reader.raise(planned.fault(), planned.trigger());
        if (line.contains("@")) {
          assertThat(reader.raised()).as(line).containsExactly(planned.fault());
        }
        reader.clear();
        assertThat(reader.raised()).isEmpty();
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader.raise(new ReaderFault.MuteCard(), new Trigger.AtRow(1)))
          .withMessageContaining("not at a row");
    }
  }

  @Test
  void aTestRaisesEachOnThePrinter() {
    try (SimulatedPrinter printer =
        SimulatedPrinter.start(
            folder.resolve("printer"),
            folder.resolve("paper"),
            PrinterModel.EPSON_TM,
            false,
            new SimulatedPrinter.Listener() {})) {
      for (String line : lines("printer")) {
        Fault.Planned<PrinterFault> planned = PrinterFault.plan(line);
        printer.raise(planned.fault(), planned.trigger());
        boolean unplugged = line.equals("unplugged");
        assertThat(Files.isSymbolicLink(folder.resolve("printer")))
            .as(line)
            .isNotEqualTo(unplugged);
        printer.clear();
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> printer.raise(new PrinterFault.Jam(), new Trigger.AtApdu(1)))
          .withMessageContaining("not at an apdu");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "printer"})
  void aScenarioFileRaisesEach(String device) throws Exception {
    String steps =
        lines(device).stream()
            .map(line -> "  - fault: " + line + "\n  - mend\n")
            .collect(Collectors.joining());
    assertThat(play(device, steps)).isTrue();
    assertThatThrownBy(() -> play(device, "  - fault: " + refused(device)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("fault strikes at");
  }

  private boolean play(String device, String steps) throws Exception {
    Path file = folder.resolve(device + ".yaml");
    Files.writeString(file, "title: every fault\ndevice: " + device + "\nsteps:\n" + steps);
    return Player.play(Scenario.find(file.toString()), folder, InstantSource.system(), _ -> {});
  }

  @Test
  void thePanelRaisesEach() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (ReaderHands reader = new ReaderHands(folder.resolve("reader"));
        PrinterHands printer =
            new PrinterHands(
                folder.resolve("printer"), folder.resolve("paper"), PrinterModel.EPSON_TM);
        HttpClient browser = HttpClient.newHttpClient()) {
      String page =
          PanelPage.open(vertx, 0, reader, printer, List.of()).await(20, TimeUnit.SECONDS).url();
      pressEach(browser, page, folder.resolve("reader"), reader);
      pressEach(browser, page, folder.resolve("printer"), printer);
    } finally {
      vertx.close();
    }
  }

  private static void pressEach(HttpClient browser, String page, Path link, FaultControls controls)
      throws Exception {
    String device = link.getFileName().toString();
    String form = page + "/" + device + "/fault";
    assertThat(controls.faults().stream().map(FaultControls.FaultChoice::name))
        .containsAll(lines(device).stream().map(line -> words(line).getFirst()).toList());
    for (String line : lines(device)) {
      assertThat(press(browser, form, line).statusCode()).as(line).isEqualTo(204);
      if (!line.matches(OVER_AT_ONCE)) {
        assertThat(controls.raised()).containsExactly(line);
      }
      if (line.equals("unplugged")) {
        assertThat(Files.isSymbolicLink(link)).as("the printer has heard of it").isFalse();
      }
      controls.mend();
    }
    HttpResponse<String> no = press(browser, form, refused(device));
    assertThat(no.statusCode()).isEqualTo(400);
    assertThat(no.body()).contains("fault strikes at");
  }

  private static HttpResponse<String> press(HttpClient browser, String form, String line)
      throws Exception {
    List<String> words = words(line);
    String argument = words.size() > 1 ? words.getLast() : "";
    String body =
        "fault="
            + words.getFirst()
            + "&argument="
            + URLEncoder.encode(argument, StandardCharsets.UTF_8);
    return browser.send(
        HttpRequest.newBuilder(URI.create(form))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Sent-By", "fetch")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static List<String> words(String line) {
    return List.of(line.split(" ", 2));
  }

  /// Every fault of a device at once and with every trigger, as a technician writes it.
  static List<String> lines(String device) {
    boolean reader = device.equals("reader");
    Stream<String> faults = reader ? readerWords() : printerWords();
    List<String> triggers = reader ? READER_TRIGGERS : PRINTER_TRIGGERS;
    return faults
        .flatMap(fault -> triggers.stream().map(trigger -> (fault + " " + trigger).strip()))
        .toList();
  }

  /// A fault with the one trigger that its device cannot count.
  static String refused(String device) {
    return device.equals("reader") ? "mute @row 1" : "jam @apdu 1";
  }

  private static Stream<ReaderFault> readerFaults() {
    return readerWords().map(line -> ReaderFault.plan(line).fault());
  }

  private static Stream<PrinterFault> printerFaults() {
    return printerWords().map(line -> PrinterFault.plan(line).fault());
  }

  private static Stream<String> readerWords() {
    return ReaderFault.NAMES.stream()
        .flatMap(
            fault -> arguments(fault.hint()).map(argument -> (fault.name() + argument).strip()));
  }

  private static Stream<String> arguments(String hint) {
    return switch (hint) {
      case "POINT" -> Stream.of(" before", " during", " after");
      case "MOMENT" -> Stream.of(" any", " status", " power-on", " exchange");
      case "CARD" -> Stream.of("", " bank");
      case "MILLISECONDS" -> Stream.of(" 1");
      default -> Stream.of("");
    };
  }

  private static Stream<String> printerWords() {
    return PrinterFault.NAMES.stream()
        .map(fault -> fault.hint().isEmpty() ? fault.name() : fault.name() + " 1200");
  }
}
