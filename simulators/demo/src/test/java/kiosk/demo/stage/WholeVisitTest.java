package kiosk.demo.stage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.simulators.mail.ReceivedMail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole visit as a person makes it: fingers on Chromium, a card, paper, a mail and its link;
/// every screen met is clean to axe-core.
final class WholeVisitTest {

  private static final double PATIENCE_MS = 30_000;
  private static final Pattern MAILED = Pattern.compile("(?m)^([0-9]{4}) ([0-9]{4})\\s*$");

  private static final Playwright PLAYWRIGHT = Playwright.create();
  private static final Browser BROWSER =
      PLAYWRIGHT
          .chromium()
          .launch(new LaunchOptions().setExecutablePath(Path.of(System.getProperty("chromium"))));

  private final Theatre theatre;
  private final Page page =
      BROWSER.newPage(new Browser.NewPageOptions().setViewportSize(1080, 1920));
  private final Set<String> looked = new LinkedHashSet<>();

  WholeVisitTest() throws Exception {
    theatre = Theatre.shared();
  }

  @AfterAll
  static void closeBrowser() {
    PLAYWRIGHT.close();
  }

  @BeforeEach
  void lookAtTheKiosk() {
    page.navigate(theatre.screen().toString());
    see("Idle");
  }

  @AfterEach
  void leave() {
    theatre.reader().remove();
    theatre.printer().take();
    page.close();
  }

  @Test
  void marieTakesHerAttestationAndChangesHerAddress() throws Exception {
    theatre.reader().insert("marie");
    see("EnterCode");
    page.keyboard().type(Theatre.codeOf("marie"));
    press("PROCEED");
    see("Menu");
    page.locator("[data-open=ATTESTATION]").click();
    see("ConfirmPrint");
    press("PROCEED");
    takeThePaper();
    see("Menu");
    page.locator("[data-open=EMAIL]").click();
    see("EnterCode");
    assertThat(page.locator("#title")).containsText("encore");
    page.keyboard().type("11223344");
    press("PROCEED");
    assertThat(page.locator("#stage")).containsText("Il vous reste 4 essais");
    page.keyboard().type(Theatre.codeOf("marie"));
    press("PROCEED");
    typeAddress("marie.nouvelle@exemple.test");
    leaveTheKiosk();
    confirm("marie.nouvelle@exemple.test");
    assertThat(looked)
        .contains("EnterCode", "Menu", "ConfirmPrint", "TakeTicket", "EnterEmail", "EmailSent");
  }

  @Test
  void marieTakesAStatementAndWhatSheWasPaidWhileSheWasIll() throws Exception {
    theatre.reader().insert("marie");
    see("EnterCode");
    page.keyboard().type(Theatre.codeOf("marie"));
    press("PROCEED");
    int before = theatre.printedCodes().size();
    for (String service : List.of("STATEMENT", "ALLOWANCES")) {
      see("Menu");
      page.locator("[data-open=" + service + "]").click();
      see("ChooseMonth");
      for (int earlier = 0; earlier < 3; earlier++) {
        pressForAnother(".value", "PREVIOUS_PAGE");
      }
      press("PROCEED");
      see("ConfirmPrint");
      press("PROCEED");
      takeThePaper();
    }
    see("Menu");
    assertThat(theatre.printedCodes()).hasSize(before + 2);
    assertThat(looked).contains("ChooseMonth");
  }

  @Test
  void nadiaOpensHerAccountWithTheCodeOfTheDesk() throws Exception {
    theatre.reader().insert("nadia");
    see("EnterCode");
    page.keyboard().type(Theatre.codeOf("nadia"));
    press("PROCEED");
    see("Terms");
    while (page.locator("[data-press=NEXT_PAGE]").count() > 0) {
      pressForAnother("main", "NEXT_PAGE");
    }
    press("PROCEED");
    chooseCode();
    see("EnterPhone");
    page.keyboard().type("0639980199");
    pressForAnother("#title", "PROCEED");
    press("DECLINE");
    see("Consent");
    for (int question = 1; question < 4; question++) {
      pressForAnother("main", "DECLINE");
    }
    press("DECLINE");
    typeAddress("nadia@exemple.test");
    leaveTheKiosk();
    confirm("nadia@exemple.test");

    theatre.reader().insert("nadia");
    see("EnterCode");
    page.keyboard().type("82640937");
    press("PROCEED");
    see("Menu");
    theatre.reader().remove();
  }

  @Test
  void odileWhoseCodeIsLockedHasOneMailedAndChoosesHerOwn() throws Exception {
    theatre.reader().insert("odile");
    see("CodeBlocked");
    press("FORGOTTEN");
    see("ForgottenCode");
    press("PROCEED");
    see("EnterMailedCode");
    ReceivedMail mail =
        theatre.mails().await(m -> m.isFor("odile.marchand@exemple.test"), Duration.ofSeconds(60));
    Matcher code = MAILED.matcher(mail.text());
    assertThat(code.find()).isTrue();
    page.keyboard().type(code.group(1) + code.group(2));
    press("PROCEED");
    chooseCode();
    see("Menu");
  }

  @Test
  void hugoWhoseLinkIsTooOldHasAnotherSentToTheSameAddress() throws Exception {
    theatre.reader().insert("hugo");
    see("EnterCode");
    page.keyboard().type(Theatre.codeOf("hugo"));
    press("PROCEED");
    see("EmailWaiting");
    press("PROCEED");
    see("EmailSent");
    press("SLIP");
    takeThePaper();
    see("EmailSent");
    leaveTheKiosk();
    theatre
        .mails()
        .await(
            m -> m.isFor("hugo.lemaire@exemple.test") && !m.links().isEmpty(),
            Duration.ofSeconds(60));
  }

  private void chooseCode() {
    see("ChooseCode");
    page.keyboard().type("82640937");
    pressForAnother("#title", "PROCEED");
    page.keyboard().type("82640937");
    press("PROCEED");
  }

  private void typeAddress(String address) {
    see("EnterEmail");
    page.keyboard().type(address);
    pressForAnother("#title", "PROCEED");
    page.keyboard().type(address);
    press("PROCEED");
    see("EmailSent");
  }

  private void takeThePaper() {
    see("TakeTicket");
    theatre.printer().take();
    press("PROCEED");
  }

  private void leaveTheKiosk() {
    press("PROCEED");
    theatre.reader().remove();
    see("Idle");
  }

  /// Reads the mail, opens its link, presses its one button.
  private void confirm(String address) throws Exception {
    ReceivedMail mail =
        theatre
            .mails()
            .await(m -> m.isFor(address) && !m.links().isEmpty(), Duration.ofSeconds(60));
    assertThat(mail.subject()).isEqualTo("Votre compte ameli - Confirmation de votre adresse mail");
    String link = mail.links().getFirst();
    // Looking, in any language, uses up nothing: only the button does.
    lookAtLink(link, "en", false);
    lookAtLink(link, "fr", true);
    lookAtLink(link, "en", false);
  }

  /// Opens the link's page in a language, with its button pressed or not.
  private static void lookAtLink(String link, String language, boolean press) {
    Browser.NewPageOptions speaking = new Browser.NewPageOptions().setLocale(language);
    try (Page portal = BROWSER.newPage(speaking)) {
      portal.navigate(link);
      assertThat(portal.locator("html")).hasAttribute("lang", language);
      assertClean(portal, "the link's page, " + language);
      if (press) {
        portal.locator("form button").click();
        assertThat(portal.locator("form button")).hasCount(0);
        assertThat(portal.locator("html")).hasAttribute("lang", language);
        assertClean(portal, "the confirmation, " + language);
      }
    }
  }

  private void see(String screen) {
    Locator stage = page.locator("#stage:not([hidden])");
    assertThat(stage)
        .hasAttribute("data-screen", screen, new HasAttributeOptions().setTimeout(PATIENCE_MS));
    if (looked.add(screen)) {
      assertClean(page, screen);
    }
  }

  /// Presses the button as it stands on a screen whose touches count already.
  private void press(String action) {
    page.locator("[data-press=" + action + "]").first().click();
  }

  /// Presses, and waits until another question stands on the same kind of screen.
  private void pressForAnother(String part, String action) {
    Locator words = page.locator("#stage " + part);
    String before = words.textContent();
    press(action);
    assertThat(words).not().hasText(before);
  }

  private static void assertClean(Page page, String where) {
    assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
        .as(where)
        .isEmpty();
  }
}
