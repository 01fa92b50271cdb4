package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kiosk.server.account.AccountFixture;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every field of every form with what nobody types: a message by the field, nothing kept, nothing
/// logged as it came.
@ExtendWith(CleanDatabase.class)
final class HostileFormsTest {

  /// The pages with forms, and the fields of each that a person types into.
  private static final Map<String, List<String>> OPEN =
      Map.of(
          "/connexion", List.of("nir", "code"),
          "/premier-acces", List.of("nir", "surname", "birth", "postcode", "code"),
          "/ouvrir", List.of("nir", "surname", "birth", "postcode", "copy"),
          "/code-oublie", List.of("nir", "surname", "birth", "postcode", "copy"),
          "/code-oublie/code", List.of("mailed"));

  private static final Map<String, List<String>> OWN =
      Map.of(
          "/compte/code", List.of("current", "new", "new2"),
          "/compte/coordonnees",
              List.of(
                  "mobile",
                  "landline",
                  "consent-EMAIL",
                  "consent-MOBILE_CALL",
                  "consent-MOBILE_SMS",
                  "consent-LANDLINE_CALL"),
          "/compte/adresse", List.of("email", "email2", "current"));

  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("nir", "2840344109528"),
          Map.entry("code", "73059628"),
          Map.entry("surname", "Durand"),
          Map.entry("birth", "17/03/1984"),
          Map.entry("postcode", "44000"),
          Map.entry("copy", "000000"),
          Map.entry("mailed", "11223344"),
          Map.entry("current", "90817263"),
          Map.entry("new", "93618472"),
          Map.entry("new2", "93618472"),
          Map.entry("mobile", "0612345678"),
          Map.entry("landline", "0123456789"),
          Map.entry("consent-EMAIL", "no"),
          Map.entry("email", "neuve@exemple.test"),
          Map.entry("email2", "neuve@exemple.test"));

  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Visitor visitor;
  private final Hostile ear = new Hostile();

  HostileFormsTest(Database database) {
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
    this.visitor = portal.visitor();
  }

  @BeforeEach
  void open() {
    fixture.plant();
  }

  @AfterEach
  void close() {
    ear.close();
    visitor.close();
    portal.close();
    fixture.close();
  }

  @Test
  void everyFieldAnswersAHostileValueByAMessageAndKeepsNothing() {
    OPEN.forEach(this::attack);
    visitor.open("/connexion");
    visitor.fill("/connexion", "nir", "2840344109528", "code", "73059628");
    assertThat(visitor.path()).isEqualTo("/compte");
    OWN.forEach(this::attack);
    assertThat(fixture.dump()).doesNotContain(Hostile.MARK);
    assertThat(ear.logged()).isEmpty();
    assertThat(fixture.row("SELECT count(*) FROM account")).isNotEqualTo("0");
  }

  private void attack(String form, List<String> fields) {
    assertThat(typedFields(visitor.open(form)))
        .as(form)
        .containsExactlyInAnyOrderElementsOf(fields);
    for (String field : fields) {
      for (String hostile : Hostile.VALUES) {
        visitor.open(form);
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(name -> values.put(name, USUAL.getOrDefault(name, "no")));
        values.put(field, hostile);
        String page =
            visitor.fill(
                form,
                values.entrySet().stream()
                    .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                    .toArray(String[]::new));
        String what = form + " " + field + " " + Hostile.named(hostile);
        assertThat(visitor.last().statusCode()).as(what).isEqualTo(422);
        assertThat(visitor.path()).as(what).isEqualTo(form);
        assertThat(page).as(what).contains("id=\"" + field + "-fault\"").doesNotContain("<script>");
        assertThat(page.length()).as(what).isLessThan(50_000);
      }
    }
  }

  private static List<String> typedFields(String page) {
    Matcher names =
        Pattern.compile("<input [^>]*name=\"([^\"]*)\"")
            .matcher(page.replaceAll("<input type=\"hidden\"[^>]*>", ""));
    return names.results().map(found -> found.group(1)).distinct().toList();
  }
}
