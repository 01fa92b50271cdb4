package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Consumer;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.web.Chromium;
import kiosk.server.web.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The long ways through the portal by Tab, Enter, Space and typing alone, without script.
@ExtendWith({CleanDatabase.class, Chromium.class})
final class KeyboardTest {

  /// More than any page has places to stop at.
  private static final int MANY = 60;

  private final com.microsoft.playwright.Browser browser;
  private final AccountFixture fixture;
  private final PortalFixture portal;

  KeyboardTest(Database database, com.microsoft.playwright.Browser browser) {
    this.browser = browser;
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
  }

  @BeforeEach
  void plant() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    portal.close();
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void o1_o3_p1_p2_e4_anAccountIsOpenedByKeyboardAlone(String language) {
    byKeyboard(
        language,
        page -> {
          press(page, "main a[href='/ouvrir']", "Enter", "/ouvrir");
          type(page, "#nir", "1 66 02 33 063 017");
          type(page, "#surname", "Petit");
          type(page, "#birth", "00/62/1966");
          type(page, "#postcode", "33000");
          type(page, "#copy", portal.copied(page.content()));
          send(page, "Enter", "/ouvrir/conditions");
          press(page, "button[value=accept]", "Space", "/ouvrir/code");
          type(page, "#new", "93618472");
          type(page, "#new2", "93618472");
          send(page, "Enter", "/compte/coordonnees");
          type(page, "#mobile", "06 12 34 56 78");
          reach(page, "#consent-EMAIL-yes");
          page.keyboard().press("Space");
          press(page, "main form button", "Space", "/compte/adresse");
          type(page, "#email", "petit@exemple.test");
          type(page, "#email2", "petit@exemple.test");
          send(page, "Enter", "/validation-de-mon-email");
        });
    assertThat(fixture.mails().getLast().getString("to")).isEqualTo("petit@exemple.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void e3_theAddressIsChangedByKeyboardAloneAfterAWrongCode(String language) {
    byKeyboard(
        language,
        page -> {
          press(page, "main a[href='/connexion']", "Enter", "/connexion");
          type(page, "#nir", "2840344109528");
          type(page, "#code", "73059628");
          send(page, "Enter", "/compte");
          press(page, "main a[href='/compte/adresse']", "Enter", "/compte/adresse");
          type(page, "#email", "neuve@exemple.test");
          type(page, "#email2", "neuve@exemple.test");
          type(page, "#current", "11223344");
          send(page, "Enter", "/compte/adresse");
          reach(page, ".errors a");
          page.keyboard().press("Enter");
          assertThat(page.locator("#current:focus").count()).as("led to the field").isOne();
          page.keyboard().type("73059628");
          send(page, "Enter", "/validation-de-mon-email");
        });
    assertThat(fixture.mails().stream().map(mail -> mail.getString("to")))
        .isEqualTo(List.of("neuve@exemple.test", "marie@exemple.test"));
  }

  /// Without script, in a language that each page must keep.
  private void byKeyboard(String language, Consumer<Page> visit) {
    NewContextOptions plain =
        new NewContextOptions().setJavaScriptEnabled(false).setLocale(language);
    try (BrowserContext context = browser.newContext(plain)) {
      Page page = context.newPage();
      page.navigate(site() + "/");
      visit.accept(page);
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    }
  }

  private static void type(Page page, String field, String text) {
    reach(page, field);
    page.keyboard().type(text);
  }

  private void press(Page page, String place, String key, String leadsTo) {
    reach(page, place);
    send(page, key, leadsTo);
  }

  private void send(Page page, String key, String leadsTo) {
    Submission.sent(page, () -> page.keyboard().press(key));
    assertThat(page.url().replaceAll("[?].*", "")).isEqualTo(site() + leadsTo);
  }

  /// Tab after Tab, until this place has the focus.
  private static void reach(Page page, String place) {
    for (int tab = 0; tab < MANY; tab++) {
      page.keyboard().press("Tab");
      if (page.locator(":focus").and(page.locator(place)).count() == 1) {
        return;
      }
    }
    throw new AssertionError("no Tab leads to " + place);
  }

  private String site() {
    return "http://127.0.0.1:" + portal.port();
  }
}
