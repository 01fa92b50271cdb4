package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.profile.PrinterProfile.Fact;
import kiosk.devices.profile.PrinterProfile.Provenance;
import kiosk.devices.selftest.PrinterProbe;
import kiosk.simulators.scenario.PrinterFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a technician's probe learns of a unit, and that it prints nothing.
class ProbeTest {

  @TempDir private Path folder;

  static Stream<PrinterModel> models() {
    return PrinterModel.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aUnitIsTakenForWhatItIsAndPrintsNothing(PrinterModel model) throws IOException {
    try (SimulatedPrinter unit = start(model)) {
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
      assertThat(unit).isNotNull();
    }
    assertThat(folder.resolve("paper/001.txt")).doesNotExist();
  }

  @Test
  void whatIsWrittenIsReadAgainAsItWas() throws IOException {
    try (SimulatedPrinter unit = start(PrinterModel.CUSTOM_VKP80III)) {
      PrinterProfile probed = PrinterProbe.probe(line());
      Path file = folder.resolve("hall.properties");
      Files.writeString(file, probed.text());
      assertThat(PrinterProfile.find(file.toString()).map(PrinterProfile::facts))
          .contains(probed.facts());
      assertThat(unit).isNotNull();
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

  private SimulatedPrinter start(PrinterModel model) throws IOException {
    return SimulatedPrinter.start(
        folder.resolve("printer"),
        folder.resolve("paper"),
        model,
        false,
        new SimulatedPrinter.Listener() {});
  }

  private LinkOpener line() {
    return SerialLink.opener(
        folder.resolve("printer"), new LineSettings(115_200, 1, LineSettings.Flow.NONE));
  }
}
