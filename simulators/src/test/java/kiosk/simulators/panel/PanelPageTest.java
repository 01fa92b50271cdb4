package kiosk.simulators.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.Vertx;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import kiosk.devices.link.ReplayedLink;
import kiosk.simulators.panel.HandsOnNothing.Printer;
import kiosk.simulators.panel.HandsOnNothing.Reader;
import kiosk.simulators.panel.PanelView.Place;
import kiosk.simulators.panel.PrinterControls.Output;
import kiosk.simulators.panel.PrinterControls.Roll;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The panel in a real browser.
final class PanelPageTest {

  private static final Playwright PLAYWRIGHT = Playwright.create();
  private static final Browser BROWSER = launch();

  private final Vertx vertx = Vertx.vertx();
  private final Reader reader = new Reader();
  private final Printer printer = new Printer();
  private final Page page = BROWSER.newPage();

  private static Browser launch() {
    return PLAYWRIGHT
        .chromium()
        .launch(new LaunchOptions().setExecutablePath(Path.of(System.getProperty("chromium"))));
  }

  @AfterAll
  static void closeBrowser() {
    PLAYWRIGHT.close();
  }

  @BeforeEach
  void open() throws Exception {
    List<Place> places = List.of(new Place("Écran de la borne", "http://127.0.0.1:8081/"));
    String url =
        PanelPage.open(vertx, 0, reader, printer, places).await(20, TimeUnit.SECONDS).url();
    page.navigate(url);
  }

  @AfterEach
  void close() throws Exception {
    page.close();
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void theKeyboardAloneInsertsAndPullsACard() {
    page.locator("#card").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-show=card]")).hasText("Nadia Benali, premier accès");
    assertThat(reader.inserted()).contains("nadia");

    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-show=card]")).hasText("aucune carte");
    assertThat(reader.inserted()).isEmpty();
  }

  @Test
  void whatOthersDoIsSeenAtOnce() {
    reader.insert("marie");
    assertThat(page.locator("[data-show=card]")).hasText("Marie Lefèvre, situation courante");
  }

  @Test
  void theTicketIsSeenAndTaken() throws IOException {
    printer.printed(ticket(), Output.LOOSE);
    assertThat(page.locator("[data-paper]")).hasClass("sheet");
    assertThat(page.locator("[data-show=output]")).hasText("un ticket pend, rien ne le tient");
    assertThat(page.locator("[data-show=retracted]")).hasText("sans bac");

    press("Prendre le ticket");
    assertThat(page.locator("[data-paper]")).hasClass("none");
    assertThat(printer.view().output()).isEqualTo(Output.EMPTY);
  }

  @Test
  void whatThePresenterHoldsAndWhatLiesInTheBinIsSeen() throws IOException {
    printer.printed(ticket(), Output.HELD);
    assertThat(page.locator("[data-show=output]")).hasText("un ticket, tenu par le présenteur");
    printer.printed(ticket(), Output.HELD_FOR_NOW);
    assertThat(page.locator("[data-show=output]"))
        .hasText("un ticket, tenu par le présenteur jusqu’à la fin de son délai");
    printer.retracted(3);
    assertThat(page.locator("[data-show=output]")).hasText("vide");
    assertThat(page.locator("[data-show=retracted]")).hasText("3");
    page.reload();
    assertThat(page.locator("[data-show=retracted]")).hasText("3");
  }

  @Test
  void theRollIsEmptiedAndTheCoverOpened() {
    // The page shows the devices: news of the first may come between the second and its effect.
    page.getByLabel("vide").click();
    page.getByLabel("ouvert").click();
    page.waitForCondition(() -> printer.view().coverOpen() && printer.view().roll() == Roll.OUT);
  }

  @Test
  void aFaultIsRaisedAndMended() {
    page.locator("#reader-fault").selectOption("delay");
    page.locator("#reader-argument").fill("250");
    page.locator("form[action='/reader/fault'] button").click();
    assertThat(page.locator("[data-show=readerRaised]")).hasText("delay 250");

    page.locator("form[action='/reader/mend'] button").click();
    assertThat(page.locator("[data-show=readerRaised]")).hasText("aucune");
  }

  @Test
  void whatMakesNoSenseIsSaid() {
    page.locator("#printer-fault").selectOption("delay");
    page.locator("form[action='/printer/fault'] button").click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("delay takes a number of ms");
  }

  @Test
  void whatPassesIsNamedAndPersonalDataIsHiddenUntilAskedFor() throws LinkException {
    speak(reader, "03 06 80 05 00 00 00 00 01 00 00 00 41 4e 47 90 00 59");
    speak(printer, "37 22 41 42 43 44 00");
    Locator ofReader = page.locator("[data-lines=reader]");
    assertThat(ofReader).containsText("9000 (3 bytes)");
    assertThat(ofReader).containsText(LineView.HIDDEN);
    assertThat(page.locator("[data-lines=printer]")).containsText("Fence passed");
    assertThat(page.content()).doesNotContain("41 4e 47");

    page.getByText("Montrer les données personnelles").click();
    assertThat(ofReader).containsText("41 4e 47");
    page.getByText("Cacher les données personnelles").click();
    assertThat(ofReader).containsText(LineView.HIDDEN);
    assertThat(page.content()).doesNotContain("41 4e 47");
  }

  @Test
  void aPauseHoldsTheLinesAndLosesNothing() throws LinkException {
    Locator rows = page.locator("[data-lines=reader] tr");
    speak(reader, "50 03");
    assertThat(rows).hasCount(1);
    press("Suspendre");
    speak(reader, "50 02");
    reader.insert("marie");
    assertThat(page.locator("[data-show=card]")).hasText("Marie Lefèvre, situation courante");
    assertThat(rows).hasCount(1);
    press("Suspendre");
    assertThat(rows).hasCount(2);
  }

  @Test
  void aRecordIsBegunDownloadedAndForgotten() throws IOException {
    Locator record = page.locator("[data-show=readerRecord]");
    assertThat(record).hasText("aucun");
    page.locator("form[action='/reader/record'] button").first().click();
    assertThat(record).hasText("en cours, 0");
    speak(reader, "50 03");
    assertThat(record).hasText("en cours, 1");
    page.getByText("Arrêter").first().click();
    assertThat(record).hasText("terminé, 1");
    Download log = page.waitForDownload(() -> page.locator("a[href='/reader/record.log']").click());
    assertThat(log.suggestedFilename()).isEqualTo("reader.log");
    assertThat(Files.readString(log.path())).isEqualTo("    0.000 -> 50 03\n");
    page.getByText("Effacer").first().click();
    assertThat(record).hasText("aucun");
    assertThat(reader.tap().recorded()).isEmpty();
  }

  @Test
  void itIsCleanToAxeAndNothingBreaksThePolicy() throws IOException {
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.reload();
    reader.insert("marie");
    printer.printed(ticket(), Output.HELD_FOR_NOW);
    assertThat(page.locator("[data-paper]")).hasClass("sheet");
    speak(reader, "03 06 80 05 00 00 00 00 01 00 00 00 41 4e 47 90 00 59");
    assertThat(page.locator("[data-lines=reader] tr")).hasCount(1);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target/screenshots/panel.png")));
    assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()).isEmpty();
    assertThat(complaints).isEmpty();
  }

  /// The device says something on a line that is plugged in now.
  private static void speak(LineControls device, String hex) throws LinkException {
    Bytes bytes = Bytes.ofHex(hex);
    List<Passage> nothingElse = List.of(new Passage(0, Direction.OUT, bytes));
    device.tap().watch(new ReplayedLink(nothingElse)).write(bytes.toArray(), Duration.ofSeconds(1));
  }

  private void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  private static Bytes ticket() throws IOException {
    BufferedImage paper = new BufferedImage(576, 900, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D pen = paper.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 576, 900);
    pen.setColor(Color.BLACK);
    pen.drawString("Attestation de droits", 200, 60);
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(paper, "png", png);
    return Bytes.of(png.toByteArray());
  }
}
