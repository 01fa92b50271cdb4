package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kiosk.contract.fleet.Figures;
import kiosk.server.account.AccountFixture;
import kiosk.server.attestation.DocumentOffice.Wanted;
import kiosk.server.database.CleanDatabase;
import kiosk.server.database.Database;
import kiosk.server.fleet.Fleet;
import kiosk.server.mail.MailLedger;
import kiosk.server.ops.OpsPages;
import kiosk.server.staff.Role;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.staff.StaffSessions;
import kiosk.server.verifier.VerifierPages;
import kiosk.server.web.PublicSite;
import kiosk.server.web.RateLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What nobody types, where documents are asked for and verified and at the desk: a message, no
/// echo of it, nothing kept, nothing logged as it came.
@ExtendWith(CleanDatabase.class)
final class HostileElsewhereTest {

  private static final String MARIE = "2840344109528";
  private static final String PASSWORD = "a long enough one";
  private final Database database;
  private final AccountFixture fixture;
  private final PortalFixture portal;
  private final Hostile ear = new Hostile();

  HostileElsewhereTest(Database database) {
    this.database = database;
    this.fixture = new AccountFixture(database);
    this.portal = new PortalFixture(fixture, database);
  }

  @BeforeEach
  void open() {
    fixture.plant();
  }

  @AfterEach
  void nothingIsKeptOrLogged() {
    ear.close();
    String kept =
        fixture.dump() + fixture.row("SELECT coalesce(max(d::text), '') FROM desk_case d");
    portal.close();
    fixture.close();
    assertThat(kept).doesNotContain(Hostile.MARK).contains("DURAND");
    assertThat(ear.logged()).isEmpty();
  }

  @Test
  void s1_aPeriodThatIsNoneGetsAMessageByItsField() {
    try (Visitor visitor = portal.visitor()) {
      visitor.open("/connexion");
      visitor.fill("/connexion", "nir", MARIE, "code", "73059628");
      String form = "/compte/documents/indemnites";
      for (String hostile : Hostile.VALUES) {
        for (String field : List.of("from", "to")) {
          visitor.open(form);
          Map<String, String> days = Map.of("from", "01/02/2026", "to", "20/03/2026");
          String other = field.equals("from") ? "to" : "from";
          visitor.fill(form, field, hostile, other, days.getOrDefault(other, ""));
          String what = field + " " + Hostile.named(hostile);
          assertThat(visitor.last().statusCode()).as(what).isEqualTo(422);
          assertThat(visitor.last().body())
              .as(what)
              .contains("id=\"" + field + "-fault\"")
              .doesNotContain("id=\"" + other + "-fault\"", "<script>alert", "\u202e", "\u0000")
              .hasSizeLessThan(50_000);
        }
      }
      assertThat(fixture.row("SELECT count(*) FROM document")).isEqualTo("0");
    }
  }

  @Test
  void s1_aPrintedCodeThatIsNoneIsAnsweredLikeOneThatWasNeverIssued() {
    VerifierPages pages = new VerifierPages(database, fixture.documents(), fixture.clock());
    int port =
        PublicSite.open(fixture.vertx(), "127.0.0.1", 0, List.of(pages)).await().actualPort();
    try (Visitor visitor = new Visitor(port)) {
      String never = visitor.post("/verifier", Map.of("code", "0000-0000-0000"));
      for (String hostile : Hostile.VALUES) {
        fixture.advance(Duration.ofMinutes(1));
        assertThat(visitor.post("/verifier", Map.of("code", hostile)))
            .as(Hostile.named(hostile))
            .isEqualTo(never);
        assertThat(visitor.last().statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void theDesksFormsAnswerByAMessageAndChangeNothing() {
    long marie = Long.parseLong(fixture.row("SELECT id FROM insured WHERE surname = 'DURAND'"));
    fixture.documentOffice().issue(marie, new Wanted.Rights(), "portal").await();
    String code = fixture.row("SELECT verification_code FROM document");
    try (Visitor agent = new Visitor(desk())) {
      agent.open("/ops/login");
      agent.fill("/ops/login", "name", "denis", "password", PASSWORD);
      agent.open("/ops/desk");
      agent.fill("/ops/desk/find", "nir", MARIE);
      String person = agent.path();
      assertThat(person).startsWith("/ops/desk/");
      for (String hostile : Hostile.VALUES) {
        refused(agent, "/ops/desk", "/ops/desk/find", 400, "nir", hostile);
        refused(agent, person, person + "/identity", 400, "proof", hostile);
        String papers = "/ops/desk/document";
        refused(agent, papers, papers, 404, "code", hostile);
        refused(agent, papers, papers + "/withdraw", 400, "code", code, "reason", hostile);
        refused(agent, papers, papers + "/withdraw", 404, "code", hostile, "reason", "SPOILED");
      }
    }
    assertThat(
            fixture.row(
                "SELECT count(*), bool_or(identity IS NOT NULL),"
                    + " (SELECT bool_or(voided_at IS NOT NULL) FROM document) FROM desk_case"))
        .isEqualTo("1 false false");
  }

  private int desk() {
    StaffDirectory staff =
        new StaffDirectory(database, fixture.hasher(), fixture.vault(), fixture.clock());
    staff.put("denis", Role.DESK, PASSWORD).await();
    OpsPages pages =
        new OpsPages(
            new Fleet(database, fixture.clock(), "central-1", Figures.STANDARD, kiosk -> {}),
            new StaffSessions(database, staff, fixture.clock(), new SecureRandom()),
            new RateLimit(1_000, Duration.ofSeconds(1), fixture.clock()),
            fixture.counter(),
            new MailLedger(database, Duration.ofDays(3)),
            () -> List.of("central-1"),
            fixture.clock());
    return PublicSite.open(fixture.vertx(), "127.0.0.1", 0, List.of(pages)).await().actualPort();
  }

  private static void refused(
      Visitor agent, String page, String form, int status, String... fields) {
    agent.open(page);
    agent.fill(form, fields);
    String what =
        form.substring(form.lastIndexOf('/')) + " " + Hostile.named(fields[fields.length - 1]);
    assertThat(agent.last().statusCode()).as(what).isEqualTo(status);
    assertThat(agent.last().body())
        .as(what)
        .contains("id=\"fault\"")
        .doesNotContain(Hostile.MARK)
        .hasSizeLessThan(50_000);
  }
}
