package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Fact;
import kiosk.devices.profile.PrinterProfile.Provenance;
import kiosk.devices.profile.PrinterProfile.Symbol;
import kiosk.devices.selftest.PrinterProbe;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.scenario.PrinterFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a technician's probe learns of a unit by questions, which print nothing, and from one
/// ticket that is looked at.
class ProbeTest {

  private static final String FRENCH = "éèêëàâçùûüîïôö ÉÈÀÇ œŒŸ € ’ … – « »";

  @TempDir private Path folder;
  private final BlockingQueue<PrintedTicket> tickets = new LinkedBlockingQueue<>();

  static Stream<PrinterModel> models() {
    return PrinterModel.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aUnitIsTakenForWhatItIsAndPrintsNothing(PrinterModel model) throws IOException {
    try (SimulatedPrinter _ = start(model)) {
      PrinterProfile believed = PrinterProfile.find(model.name()).orElseThrow();
      PrinterProfile probed = PrinterProbe.probe(line());
      assertThat(probed.dialect()).isEqualTo(believed.dialect());
      assertThat(probed.mouth()).isEqualTo(believed.mouth());
      assertThat(probed.fence()).isEqualTo(believed.fence());
      assertThat(probed.counters()).isEqualTo(believed.counters());
      assertThat(probed.facts().get("proof.fence"))
          .extracting(Fact::provenance)
          .isEqualTo(Provenance.PROBED);
      assertThat(probed.facts()).containsKeys("unit.name", "unit.maker", "unit.firmware");
    }
    assertThat(tickets).isEmpty();
  }

  @Test
  void anEpsonTellsWhichSymbolsItDraws() throws IOException {
    try (SimulatedPrinter _ = start(PrinterModel.EPSON_TM)) {
      PrinterProfile probed = PrinterProbe.probe(line());
      assertThat(Symbol.values()).allMatch(probed::draws);
    }
  }

  @ParameterizedTest
  @CsvSource({"48, PDF417", "49, QR", "54, DATAMATRIX"})
  void aUnitWithoutASymbolGetsAProfileThatSaysSo(int kind, Symbol missing) throws IOException {
    try (SimulatedPrinter unit = start(PrinterModel.EPSON_TM)) {
      unit.raise(new PrinterFault.SymbolMissing(kind));
      PrinterProfile probed = PrinterProbe.probe(line());
      assertThat(Symbol.values()).allMatch(symbol -> probed.draws(symbol) == (symbol != missing));
      assertThat(probed.facts())
          .containsEntry(PrinterProfile.key(missing), new Fact("false", Provenance.PROBED));
    }
    assertThat(tickets).isEmpty();
  }

  /// Nothing in its papers says that it tells: what is believed of it stays what it was.
  @Test
  void aCustomIsNotTakenForAUnitWithoutSymbolsBecauseItTellsNone() throws IOException {
    try (SimulatedPrinter _ = start(PrinterModel.CUSTOM_VKP80III)) {
      PrinterProfile probed = PrinterProbe.probe(line());
      assertThat(probed.facts())
          .containsEntry("symbols.qr", new Fact("true", Provenance.DOCUMENTED))
          .containsEntry("symbols.datamatrix", new Fact("false", Provenance.UNVERIFIED));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsSeenOnTheTicketIsProbed(PrinterModel model) throws IOException {
    try (SimulatedPrinter unit = start(model)) {
      PrinterProfile probed = look(unit);
      assertThat(probed.facts())
          .containsEntry("text.wpc1252", new Fact("true", Provenance.PROBED))
          .containsEntry("symbols.qr", new Fact("true", Provenance.PROBED));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aUnitWithoutThePageAndTheCodeGetsAProfileThatSaysSo(PrinterModel model) throws IOException {
    try (SimulatedPrinter unit = start(model)) {
      unit.raise(new PrinterFault.PageMissing());
      unit.raise(new PrinterFault.SymbolMissing(49));
      PrinterProfile probed = look(unit);
      assertThat(probed.frenchPage()).isFalse();
      assertThat(probed.draws(Symbol.QR)).isFalse();
    }
  }

  @Test
  void aTicketThatNobodyLooksAtChangesNothing() throws IOException {
    try (SimulatedPrinter _ = start(PrinterModel.EPSON_TM)) {
      PrinterProfile asked = PrinterProbe.probe(line());
      PrinterProfile looked =
          PrinterProbe.look(line(), asked, InstantSource.system(), _ -> Optional.empty());
      assertThat(looked.facts()).isEqualTo(asked.facts());
    }
  }

  @Test
  void whatIsWrittenIsReadAgainAsItWas() throws IOException {
    try (SimulatedPrinter _ = start(PrinterModel.CUSTOM_VKP80III)) {
      PrinterProfile probed = PrinterProbe.probe(line());
      Path file = folder.resolve("hall.properties");
      Files.writeString(file, probed.text());
      assertThat(PrinterProfile.find(file.toString()).map(PrinterProfile::facts))
          .contains(probed.facts());
    }
  }

  @Test
  void aMuteUnitIsSaidToBeSo() throws IOException {
    try (SimulatedPrinter unit = start(PrinterModel.EPSON_TM)) {
      unit.raise(new PrinterFault.Mute());
      assertThatThrownBy(() -> PrinterProbe.probe(line()))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining("off, mute or unplugged");
    }
  }

  /// A technician who takes the ticket and answers by what is on the paper.
  private PrinterProfile look(SimulatedPrinter unit) throws IOException {
    PrinterProfile asked = PrinterProbe.probe(line());
    Thread.ofVirtual().start(() -> takeFrom(unit));
    return PrinterProbe.look(
        line(),
        asked,
        InstantSource.system(),
        question -> Optional.of(seen(tickets.element(), question)));
  }

  /// Once it stands at the mouth, and no sooner than a hand could.
  private static void takeFrom(SimulatedPrinter unit) {
    while (unit.atMouth() == 0) {
      LockSupport.parkNanos(10_000_000);
    }
    LockSupport.parkNanos(100_000_000);
    unit.take();
  }

  private static boolean seen(PrintedTicket ticket, String question) {
    return question.contains(FRENCH)
        ? ticket.words().contains(FRENCH)
        : ticket.codes().equals(List.of(new PrintedTicket.Code("QR", "PROBE OK")));
  }

  private SimulatedPrinter start(PrinterModel model) throws IOException {
    return SimulatedPrinter.start(
        folder.resolve("printer"),
        folder.resolve("paper"),
        model,
        false,
        new SimulatedPrinter.Listener() {
          @Override
          public void ticket(int number, PrintedTicket ticket) {
            tickets.add(ticket);
          }
        });
  }

  private LinkOpener line() {
    return SerialLink.opener(
        folder.resolve("printer"), new LineSettings(115_200, 1, LineSettings.Flow.NONE));
  }
}
