package kiosk.demo.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kiosk.demo.staff.FirstStaff;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.mail.ReceivedMail;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One person goes through the kiosk, the portal and the desk; then all that the system wrote is
/// searched: logs, mails, addresses of pages, names of files, the database on its disk.
final class CanaryTest {

  private static final String PERSON = "julien";
  private static final String OLD = "julien.cazenave@exemple.test";
  private static final String NEW = "jc.nouvelle@exemple.test";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Playwright PLAYWRIGHT = Playwright.create();
  private static final Browser BROWSER =
      PLAYWRIGHT
          .chromium()
          .launch(new LaunchOptions().setExecutablePath(Path.of(System.getProperty("chromium"))));

  private final Theatre theatre;
  private final Persona.OnCard person = Deck.find(PERSON).map(Persona::holder).orElseThrow();
  private final String nir = person.nir().substring(0, 13);
  private final String code = Theatre.codeOf(PERSON);
  private final List<String> addresses = new ArrayList<>();

  CanaryTest() throws Exception {
    theatre = Theatre.shared();
  }

  @AfterAll
  static void closeBrowser() {
    PLAYWRIGHT.close();
  }

  @Test
  void theNumberStandsNowhereInAnyFormAndLogsSayNothingOfThePerson() throws Exception {
    printAtTheKiosk();
    List<ReceivedMail> mails;
    try (BrowserContext context = BROWSER.newContext()) {
      Page page = watched(context);
      goThroughThePortal(page);
      mails = mailsOfTheChange();
      page.navigate(mails.getFirst().links().getFirst());
      page.locator("form button").first().click();
      askForACode(page);
      beReceivedAtTheDesk(page);
    }
    Canary number = Canary.ofNir(nir);
    assertThat(addresses).hasSizeGreaterThan(20).noneMatch(number::in);
    assertThat(mails).flatMap(CanaryTest::words).noneMatch(number::in);
    assertThat(number.under(theatre.data()).stream().filter(CanaryTest::ours)).isEmpty();
    Canary personal = Canary.ofWords(nir, person.surname(), OLD, NEW, code);
    assertThat(personal.under(theatre.data().resolve("logs"))).isEmpty();
  }

  /// A mail as it crossed the line, and as it is read.
  private static List<String> words(ReceivedMail mail) {
    return List.of(
        new String(mail.raw().toArray(), UTF_8),
        mail.subject(),
        mail.text(),
        mail.html().orElse(""));
  }

  /// The registry's extract and the paper are not the system's own: they have the number, and show
  /// that the search finds it.
  private static boolean ours(Path file) {
    return !file.startsWith("registry.json") && !file.startsWith("paper");
  }

  @Test
  void everyFormIsFound(@TempDir Path folder) throws Exception {
    Canary number = Canary.ofNir(nir);
    for (String form : number.forms()) {
      Path file = Files.writeString(folder.resolve("log"), "a " + form + " b", ISO_8859_1);
      assertThat(number.under(folder)).as(form).containsExactly(Path.of("log"));
      Files.delete(file);
    }
    Files.writeString(folder.resolve(nir + ".pdf"), "");
    assertThat(number.under(folder)).hasSize(1);
    assertThat(number.under(theatre.data())).contains(Path.of("registry.json"));
  }

  private void printAtTheKiosk() throws Exception {
    try (WebSocketScreen screen = theatre.page()) {
      screen.awaitInvitation();
      theatre.reader().insert(PERSON);
      reach(screen, "EnterCode");
      screen.type(code);
      screen.press("PROCEED");
      reach(screen, "Menu");
      screen.open("ATTESTATION");
      reach(screen, "ConfirmPrint");
      screen.press("PROCEED");
      reach(screen, "TakeTicket");
      theatre.printer().take();
      screen.press("PROCEED");
      reach(screen, "Menu");
      theatre.reader().remove();
      reach(screen, "Idle");
    }
  }

  /// A page whose requests, and whose answers' own addresses and file names, are noted.
  private Page watched(BrowserContext context) {
    Page page = context.newPage();
    page.onRequest(
        request -> addresses.add(request.url() + " " + request.headers().get("referer")));
    page.onResponse(
        response ->
            Stream.of("location", "content-disposition", "content-location", "link")
                .map(name -> String.valueOf(response.headers().get(name)))
                .forEach(addresses::add));
    return page;
  }

  private void goThroughThePortal(Page page) {
    open(page, "/premier-acces");
    submit(page, "nir", spaced(), "surname", person.surname(), "code", "90817263");
    open(page, "/connexion");
    submit(page, "nir", spaced(), "code", "90817263");
    submit(page, "nir", person.nir(), "code", code);
    page.waitForURL("**/compte");
    open(page, "/compte/documents");
    Download document = page.waitForDownload(page.locator("main form button").first()::click);
    addresses.add(document.url() + " " + document.suggestedFilename());
    open(page, "/compte/adresse");
    submit(page, "email", NEW, "email2", NEW, "current", code);
  }

  /// To the new address with its link first, then to the old one.
  private List<ReceivedMail> mailsOfTheChange() throws Exception {
    return List.of(
        theatre.mails().await(m -> m.isFor(NEW) && !m.links().isEmpty(), PATIENCE),
        theatre.mails().await(m -> m.isFor(OLD), PATIENCE));
  }

  private void askForACode(Page page) {
    open(page, "/code-oublie");
    submit(page, "nir", spaced(), "surname", person.surname(), "copy", "000000");
    open(page, "/verifier");
    submit(page, "code", spaced());
  }

  private void beReceivedAtTheDesk(Page page) {
    String staff = theatre.stage().addresses().firstStaff().orElseThrow();
    String password = staff.substring(FirstStaff.NAME.length() + 1);
    open(page, "/ops/desk");
    submit(page, "name", spaced(), "password", nir);
    submit(page, "name", FirstStaff.NAME, "password", password);
    open(page, "/ops/desk");
    submit(page, "nir", "1234567890123");
    submit(page, "nir", spaced());
    assertThat(page.locator("main").textContent()).contains(person.surname());
    page.locator("#proof-PASSPORT").check();
    page.locator("main form button").first().click();
  }

  private void open(Page page, String path) {
    URI site = theatre.stage().addresses().site();
    page.navigate(site.resolve(path).toString());
  }

  /// Fills fields in, by name and value in turn, and sends the form they stand in.
  private static void submit(Page page, String... fields) {
    for (int i = 0; i < fields.length; i += 2) {
      page.fill("#" + fields[i], fields[i + 1]);
    }
    page.locator("form:has(#" + fields[0] + ") button").first().click();
    page.waitForLoadState();
  }

  private String spaced() {
    return nir.replaceFirst("(.)(..)(..)(..)(...)(...)", "$1 $2 $3 $4 $5 $6");
  }

  private static void reach(WebSocketScreen screen, String wanted) throws Exception {
    String shown = screen.awaitOther("");
    while (!shown.equals(wanted)) {
      shown = screen.awaitOther(shown);
    }
  }
}
