package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import kiosk.devices.escpos.AnswerDecoder;
import kiosk.devices.escpos.AnswerEncoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.link.Bytes;
import kiosk.simulators.paper.PrintedTicket;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.scenario.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What faults do to what the printer says, byte for byte.
class VoiceFaultsTest {

  private static final String FENCE = "1d 28 48 06 00 30 30 41 42 43 44";
  private static final String FENCE_PASSED = "37 22 41 42 43 44 00";

  @Test
  void statusComesInTheMiddleOfAnAnswerAndTheDriverReadsBoth() {
    Bytes said = said(PrinterModel.EPSON_TM, new PrinterFault.StatusInside(), FENCE);
    assertThat(said.hex()).isEqualTo("37 22 41 10 00 00 0f 42 43 44 00");
    byte[] bytes = said.toArray();
    assertThat(new AnswerDecoder().feed(bytes, 0, bytes.length))
        .containsExactly(
            new PrinterAnswer.AutoStatus(0x10, 0, 0, 0x0F),
            new PrinterAnswer.FencePassed(Bytes.ofHex("41 42 43 44")));
  }

  @Test
  void aPrinterThatCountsNothingIsSilentAndGoesOn() {
    PrinterFault nothing = new PrinterFault.NoCounters();
    assertThat(said(PrinterModel.EPSON_TM, nothing, "1d 67 32 00 b2 00 " + FENCE).hex())
        .isEqualTo(FENCE_PASSED);
    assertThat(said(PrinterModel.CUSTOM_VKP80III, nothing, "1d e2 1d e4 1d 49 03").hex())
        .isEqualTo("07");
  }

  /// `1D 65 06` mouth, `10 04 11` motor, `1D E5` power-ups; `10 14 07 01` automatic status once.
  @ParameterizedTest
  @CsvSource({
    "custom-vkp80iii, 1d 65 06, 04",
    "custom-vkp80iii, 10 04 11, 12",
    "custom-vkp80iii, 1d e5, 31 6f 6e",
    "custom-vkp80iii, 10 14 07 01, ''",
    "epson-tm, 10 14 07 01, 10 00 00 0f",
    "epson-tm, 1d 65 06 10 04 11 1d e5, ''"
  })
  void eachMakeAnswersItsOwnQuestions(String model, String question, String answer) {
    assertThat(said(PrinterModel.find(model).orElseThrow(), new PrinterFault.LyingName(), question))
        .isEqualTo(Bytes.ofHex(answer));
  }

  private static Bytes said(PrinterModel model, PrinterFault fault, String heard) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintEngine engine =
        new PrintEngine(
            model,
            false,
            new PrintEngine.Outlet() {
              @Override
              public void answer(PrinterAnswer answer) {
                said.writeBytes(AnswerEncoder.encode(answer));
              }

              @Override
              public void ticket(PrintedTicket ticket) {}

              @Override
              public void powerCycled() {}
            });
    engine.raise(fault, Trigger.NOW, 0);
    byte[] bytes = Bytes.ofHex(heard).toArray();
    engine.receive(bytes, bytes.length, 0, 0);
    engine.run(0);
    return Bytes.of(said.toByteArray());
  }
}
