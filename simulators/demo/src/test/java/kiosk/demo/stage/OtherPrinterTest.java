package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.panel.PrinterControls.Output;
import kiosk.simulators.printer.PrinterModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The demonstration with another printer than its own.
final class OtherPrinterTest {

  /// Nobody touches the screen: it goes on because the paper is gone from the mouth.
  @Test
  @Timeout(180)
  void aTicketIsPresentedAndTheScreenGoesOnOnceItIsTaken() throws Exception {
    try (Theatre theatre = Theatre.open(PrinterModel.CUSTOM_VKP80III);
        WebSocketScreen screen = theatre.page()) {
      assertThat(kioskSettings(theatre))
          .anyMatch(line -> line.startsWith("printer.profile = custom-vkp80iii"))
          .noneMatch(line -> line.startsWith("printer.unguarded"));
      screen.awaitInvitation();
      theatre.reader().insert("claire");
      assertThat(screen.awaitOther("Idle")).isEqualTo("EnterCode");
      screen.type(Theatre.codeOf("claire"));
      screen.press("PROCEED");
      assertThat(screen.awaitOther("EnterCode")).isEqualTo("Menu");
      screen.open("ATTESTATION");
      assertThat(screen.awaitOther("Menu")).isEqualTo("ConfirmPrint");
      screen.press("PROCEED");
      assertThat(screen.awaitOther("ConfirmPrint")).isEqualTo("TakeTicket");
      while (theatre.printer().view().output() != Output.HELD_FOR_NOW) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(theatre.printedCodes()).hasSize(1);
      theatre.printer().take();
      assertThat(screen.awaitOther("TakeTicket")).isEqualTo("Menu");
      assertThat(theatre.printer().view().retracted()).hasValue(0);
      theatre.reader().remove();
      screen.awaitInvitation();
    }
  }

  private static List<String> kioskSettings(Theatre theatre) throws IOException {
    return Files.readAllLines(theatre.data().resolve("config/kiosk-1.properties"));
  }

  @Test
  @Timeout(60)
  void aPrinterThatThereIsNotIsSaidInOneSentence() throws Exception {
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "kiosk.demo.Demo",
                "--printer",
                "epson")
            .start();
    assertThat(demo.errorReader().readAllLines())
        .containsExactly(
            "no printer 'epson'; there is epson-tm, custom-vkp80iii, custom-tg2480h"
                + " (--help tells more)");
    assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).isEqualTo(2);
  }
}
