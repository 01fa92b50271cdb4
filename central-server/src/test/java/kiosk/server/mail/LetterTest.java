package kiosk.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.web.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every mail, as a reader's program renders it and as a parser takes it apart.
@ExtendWith({CleanDatabase.class, Chromium.class})
final class LetterTest {

  private static final String SITE = "https://exemple.test";
  private static final Pattern URL = Pattern.compile("https?://[^\\s\"<]+");

  private final Letters letters = new Letters();
  private final Map<String, Letter> all =
      new TreeMap<>(
          Map.of(
              "confirmation",
              letters.confirmation(SITE + "/confirmation/" + "x".repeat(43), 7),
              "addressChange",
              letters.addressChange("n•••e@e•••.test"),
              "addressRemoved",
              letters.addressRemoved(),
              "code",
              letters.code("12345678", Duration.ofMinutes(30)),
              "deposit",
              letters.deposit(SITE)));

  @Test
  void c8_everyMailWarnsOfThievesInBothForms() {
    all.forEach(
        (name, letter) -> {
          for (String form : List.of(letter.text(), letter.html())) {
            assertThat(form)
                .as(name)
                .contains("Nous ne vous demandons jamais votre code par téléphone")
                .contains("Prévenez votre caisse et changez votre code")
                .contains("message automatique, merci de ne pas y répondre");
          }
        });
  }

  @Test
  void e5_bothFormsLeadToTheSamePlacesAndNothingIsFetchedOrFollowed() {
    all.forEach(
        (name, letter) -> {
          assertThat(urls(letter.html())).as(name).isEqualTo(urls(letter.text()));
          assertThat(letter.html())
              .as(name)
              .startsWith("<!doctype html>")
              .contains("lang=\"fr\"")
              .doesNotContain("<img", "<script", "<link", "url(", "src=", "utm_", "{", "}");
          assertThat(letter.text()).as(name).doesNotContain("{", "}", "<");
        });
  }

  @Test
  void e5_aParserTakesEachMailApartIntoTwoFormsOfOneText() throws Exception {
    try (PostOffice office = new PostOffice(Optional.empty())) {
      SmtpSender sender =
          new SmtpSender(
              AccountFixture.relay(office.port()),
              letters.senderName(),
              Optional.empty(),
              SmtpSender.STEP);
      for (Letter letter : all.values()) {
        sender.send(
            new Outbox.Waiting(
                1,
                "<1@exemple.test>",
                "a@exemple.test",
                letter,
                Instant.EPOCH,
                Optional.empty(),
                1),
            Instant.EPOCH);
        PostOffice.Mail mail = office.next();
        assertThat(mail.message().getSubject()).isEqualTo(letter.subject());
        assertThat(mail.part("text/plain").replace("\r\n", "\n")).isEqualTo(letter.text());
        assertThat(mail.part("text/html").replace("\r\n", "\n")).isEqualTo(letter.html());
      }
    }
  }

  @Test
  void c8_renderedOnATelephoneEveryMailIsReadableAndAxeFindsNothing(Browser browser) {
    Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(360, 740));
    List<String> fetched = new ArrayList<>();
    page.onRequest(request -> fetched.add(request.url()));
    all.forEach(
        (name, letter) -> {
          page.setContent(letter.html());
          Chromium.look(page, "mail-" + name);
          assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
          assertThat(page.locator("body").innerText()).contains("jamais votre code");
        });
    assertThat(fetched).isEmpty();
  }

  @Test
  void e13_aDepositIsToldWithoutPersonalDataAndOnlyToAValidatedAddress(Database database) {
    AccountFixture fixture = new AccountFixture(database);
    fixture.plant();
    assertThat(deposit(database, fixture, "BENALI")).isFalse();
    assertThat(fixture.mails()).isEmpty();
    assertThat(deposit(database, fixture, "DURAND")).isTrue();
    assertThat(fixture.mails())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.getString("to")).isEqualTo("marie@exemple.test");
              assertThat(mail.getString("text") + mail.getString("html"))
                  .contains("vient d'arriver")
                  .doesNotContain("DURAND", "Marie", "2840344109528", "marie@");
            });
    fixture.close();
  }

  private static boolean deposit(Database database, AccountFixture fixture, String surname) {
    long id =
        Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = '" + surname + "'"));
    return database.inTransaction(tx -> fixture.deposits().deposited(tx, id)).await();
  }

  private static List<String> urls(String text) {
    Matcher found = URL.matcher(text);
    List<String> urls = new ArrayList<>();
    while (found.find()) {
      urls.add(found.group());
    }
    return urls.stream().distinct().sorted().toList();
  }
}
