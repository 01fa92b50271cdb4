package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForSelectorOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.panel.PrinterControls.Output;
import kiosk.simulators.printer.PrinterModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The demonstration with another printer than its own.
final class OtherPrinterTest {

  /// The kiosk warns 30 s after the paper was presented, the printer pulls it back after 45.
  private static final double FORGOTTEN_MS = 90_000;

  private static Theatre theatre;

  @BeforeAll
  static void openWithAPresenter() throws Exception {
    theatre = Theatre.open(PrinterModel.CUSTOM_VKP80III);
    try (WebSocketScreen screen = theatre.page()) {
      screen.awaitInvitation();
    }
  }

  @AfterEach
  void leave() {
    theatre.reader().remove();
    theatre.printer().take();
  }

  @AfterAll
  static void close() throws Exception {
    theatre.close();
  }

  /// Nobody touches the screen: it goes on because the paper is gone from the mouth.
  @Test
  @Timeout(180)
  void aTicketIsPresentedAndTheScreenGoesOnOnceItIsTaken() throws Exception {
    try (WebSocketScreen screen = theatre.page()) {
      assertThat(kioskSettings())
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
      theatre.reader().remove();
      screen.awaitInvitation();
    }
  }

  @Test
  @Timeout(300)
  void aForgottenTicketIsWarnedOfAndPulledBackAndTheNextVisitBegins() throws Exception {
    int retracted = theatre.printer().view().retracted().orElseThrow();
    try (Playwright playwright = Playwright.create();
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("chromium"))))) {
      Page page = browser.newPage(new NewPageOptions().setViewportSize(1080, 1920));
      page.navigate(theatre.screen().toString());
      see(page, "Idle");
      theatre.reader().insert("tomasz");
      see(page, "EnterCode");
      page.keyboard().type(Theatre.codeOf("tomasz"));
      page.locator("[data-press=PROCEED]").first().click();
      see(page, "Menu");
      page.locator("[data-open=ATTESTATION]").click();
      see(page, "ConfirmPrint");
      page.locator("[data-press=PROCEED]").first().click();
      see(page, "TakeTicket");
      page.waitForSelector(
          "#stage [data-sound=forgotten]", new WaitForSelectorOptions().setTimeout(FORGOTTEN_MS));
      assertThat(theatre.printer().view().output()).isEqualTo(Output.HELD_FOR_NOW);
      see(page, "PrintFailed");
      assertThat(theatre.printer().view().output()).isEqualTo(Output.EMPTY);
      assertThat(theatre.printer().view().retracted()).hasValue(retracted + 1);
      theatre.reader().remove();
      see(page, "Idle");
      theatre.reader().insert("claire");
      see(page, "EnterCode");
    }
  }

  private static void see(Page page, String screen) {
    page.waitForSelector(
        "#stage:not([hidden])[data-screen=" + screen + "]",
        new WaitForSelectorOptions().setTimeout(FORGOTTEN_MS));
  }

  private static List<String> kioskSettings() throws IOException {
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
