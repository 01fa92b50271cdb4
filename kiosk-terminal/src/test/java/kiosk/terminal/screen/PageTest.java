package kiosk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.Offer;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.Touch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page in a real browser: fingers, keyboard and focus; nothing typed comes back; nothing of a
/// person stays when the connection goes.
class PageTest {

  private static final String CODE = "48291573";

  private static ScreenPage screen;
  private static Page page;

  @BeforeAll
  static void openTheDoor() {
    screen = ScreenPage.withFingers();
    page = screen.page();
  }

  @AfterAll
  static void closeTheDoor() {
    screen.close();
  }

  @BeforeEach
  void forgetTheTestBefore() {
    screen.show(
        new Frame(
            idle(), Frame.Appearance.DEFAULT, Optional.empty(), false, false, Figures.STANDARD));
    screen.touches();
  }

  @Test
  void theCodeGoesToTheKioskAndNeverComesBack() {
    for (int typed = 0; typed < CODE.length(); typed++) {
      screen.show(frame(enterCode(typed)));
      page.tap("#key-" + CODE.charAt(typed));
      assertThat(screen.touch()).isEqualTo(new Touch.Key(CODE.charAt(typed)));
    }
    screen.show(frame(enterCode(CODE.length())));

    assertThat(page.locator(".dots i").count()).isEqualTo(CODE.length());
    assertThat(page.textContent("#status")).isEqualTo("8 chiffres saisis");
    assertThat(traces(text(page))).isEmpty();
    assertThat(screen.received()).allSatisfy(message -> assertThat(traces(message)).isEmpty());
    assertThat(
            page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length"))
        .isEqualTo(0);
  }

  // Four characters of the code in a row, as text: the single digits are on the keys.
  private static Set<String> traces(String text) {
    Set<String> found = new TreeSet<>();
    for (int i = 0; i + 4 <= CODE.length(); i++) {
      String part = CODE.substring(i, i + 4);
      if (text.contains(part)) {
        found.add(part);
      }
    }
    return found;
  }

  private static String text(Page page) {
    return (String) page.evaluate("document.documentElement.outerHTML");
  }

  @Test
  void aVisitGoesByKeyboardAlone() {
    screen.show(frame(enterCode(0)));
    assertThat(focused()).isEqualTo("title");
    page.keyboard().type("4829");
    page.keyboard().press("Backspace");
    page.keyboard().press("Delete");
    page.keyboard().press("Enter");
    assertThat(next(7))
        .containsExactly(
            new Touch.Key('4'),
            new Touch.Key('8'),
            new Touch.Key('2'),
            new Touch.Key('9'),
            new Touch.Erase(),
            new Touch.EraseAll(),
            new Touch.Press(Touch.Action.PROCEED));

    screen.show(frame(menu()));
    page.keyboard().press("Tab");
    assertThat(focused()).isEqualTo("open-ATTESTATION");
    page.keyboard().press("Enter");
    assertThat(screen.touch()).isEqualTo(new Touch.Open(Service.ATTESTATION));

    screen.show(frame(new ScreenModel.ConfirmPrint(Service.ATTESTATION, false)));
    page.keyboard().press("Tab");
    page.keyboard().press("Space");
    assertThat(screen.touch()).isEqualTo(new Touch.Press(Touch.Action.LARGE_PRINT));
    screen.show(frame(new ScreenModel.ConfirmPrint(Service.ATTESTATION, true)));
    assertThat(focused()).as("the same control keeps the focus").isEqualTo("press-LARGE_PRINT");
    page.keyboard().press("F1");
    page.keyboard().press("Escape");
    assertThat(next(2))
        .containsExactly(new Touch.Press(Touch.Action.HELP), new Touch.Press(Touch.Action.BACK));
  }

  @Test
  void everyButtonOfEveryScreenIsReachedByTabAndShowsItsFocus() {
    List<String> unreached = new ArrayList<>();
    for (Gallery.Exhibit exhibit : Gallery.all().stream().filter(Gallery.Exhibit::main).toList()) {
      screen.show(exhibit.frame(Frame.Appearance.DEFAULT));
      Set<?> buttons = new TreeSet<>((List<?>) page.locator(BUTTONS).evaluateAll(IDS));
      Set<String> reached = new TreeSet<>();
      // Once round: from the title to the end, then from the top to the title.
      for (int i = 0; i <= buttons.size() + 1; i++) {
        page.keyboard().press("Tab");
        reached.add((String) page.evaluate(OUTLINED));
      }
      buttons.removeAll(reached);
      buttons.forEach(button -> unreached.add(exhibit + " " + button));
    }
    assertThat(unreached).isEmpty();
  }

  private static final String BUTTONS = "#stage button:not(:disabled):visible";
  private static final String IDS = "all => all.map(button => button.id)";

  /// What has the focus and shows it.
  private static final String OUTLINED =
      "getComputedStyle(document.activeElement).outlineStyle === 'solid'"
          + " ? document.activeElement.id : ''";

  @Test
  void shortcutsAndTheOtherFacesOfTheKeyboardTypeWhatTheyShow() {
    Optional<String> none = Optional.empty();
    screen.show(frame(new ScreenModel.EnterEmail(false, "", none, none, Optional.empty())));
    page.click("[data-keys='@orange.fr']");
    StringBuilder typed = new StringBuilder();
    next(10).forEach(t -> typed.appendCodePoint(((Touch.Key) t).codePoint()));
    assertThat(typed).hasToString("@orange.fr");

    screen.show(frame(new ScreenModel.EnterCode("Marie", false, 0, true, Optional.empty())));
    page.click("#shift");
    page.click("#key-a");
    page.click("#key-a");
    page.click("#specials");
    page.click("[data-key='&']");
    assertThat(next(3)).containsExactly(new Touch.Key('A'), new Touch.Key('a'), new Touch.Key('&'));
  }

  @Test
  void aFrameThatComesUnderTheFingerDoesNotLoseThePress() {
    screen.show(frame(new ScreenModel.ConfirmPrint(Service.ATTESTATION, false)));
    page.hover("#press-PROCEED");
    page.mouse().down();
    screen.show(frame(new ScreenModel.ConfirmPrint(Service.ATTESTATION, true)));
    page.mouse().up();
    assertThat(screen.touch()).isEqualTo(new Touch.Press(Touch.Action.PROCEED));
  }

  @Test
  void aFingerThatSlidesOffAButtonDoesNotPressIt() {
    screen.show(frame(new ScreenModel.ConfirmPrint(Service.ATTESTATION, false)));
    page.hover("#press-PROCEED");
    page.mouse().down();
    page.hover("#press-LARGE_PRINT");
    page.mouse().up();
    page.click("#help");
    assertThat(screen.touch()).isEqualTo(new Touch.Press(Touch.Action.HELP));
  }

  @Test
  void languageThemeAndLayoutAreChosenOnTheFirstScreen() {
    page.click("#language-en");
    page.click("#choose-low");
    page.click("#choose-contrast");
    assertThat(next(3))
        .containsExactly(
            new Touch.Choose(new Frame.Appearance("en", false, false)),
            new Touch.Choose(new Frame.Appearance("fr", true, false)),
            new Touch.Choose(new Frame.Appearance("fr", false, true)));
  }

  @Test
  void theLastPersonIsGoneWithTheConnection() {
    try (ScreenPage own = ScreenPage.open()) {
      own.show(frame(enterCode(4)));
      assertThat(text(own.page())).contains("Marie");
      own.server().close().toCompletionStage().toCompletableFuture().join();
      own.page().waitForCondition(() -> own.page().isVisible("#veil"), within(500));
      assertThat(text(own.page())).doesNotContain("Marie", "chiffres saisis");
    }
  }

  @Test
  void aSecondPageTakesThePlaceOfTheFirst() {
    try (ScreenPage own = ScreenPage.open()) {
      own.show(frame(menu()));
      Page second = own.context().newPage();
      second.navigate(own.server().startUrl());
      second.waitForSelector("#open-ATTESTATION");
      own.page().waitForSelector("#veil:visible");
      assertThat(text(own.page())).doesNotContain("Marie");
      // Longer than the first wait before a page that lost its connection tries again.
      own.page().waitForTimeout(600);
      assertThat(second.isVisible("#open-ATTESTATION")).as("no fight for the place").isTrue();
    }
  }

  private static Page.WaitForConditionOptions within(int millis) {
    return new Page.WaitForConditionOptions().setTimeout(millis);
  }

  private static List<Touch> next(int count) {
    List<Touch> touches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      touches.add(screen.touch());
    }
    return touches;
  }

  private static String focused() {
    return (String) page.evaluate("document.activeElement.id");
  }

  private static ScreenModel enterCode(int typed) {
    return new ScreenModel.EnterCode("Marie", false, typed, false, Optional.empty());
  }

  private static ScreenModel idle() {
    return new ScreenModel.Idle(List.of(), Optional.empty());
  }

  private static ScreenModel menu() {
    return new ScreenModel.Menu(
        "Marie", List.of(new Offer(Service.ATTESTATION, Availability.AVAILABLE)));
  }

  private static Frame frame(ScreenModel model) {
    return new Frame(
        model,
        Frame.Appearance.DEFAULT,
        Optional.of(new Frame.StepOf(2, 4)),
        true,
        true,
        Figures.STANDARD);
  }
}
