package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.server.account.AccountFixture;
import kiosk.server.account.AccountParts;
import kiosk.server.copycode.CopyCodes;
import kiosk.server.copycode.Speech;
import kiosk.server.database.Database;
import kiosk.server.online.ForgottenCodes;
import kiosk.server.online.Members;
import kiosk.server.online.OnlineLogIn;
import kiosk.server.online.Openings;
import kiosk.server.portal.account.AddressPages;
import kiosk.server.portal.account.MemberDesk;
import kiosk.server.portal.account.MenuPages;
import kiosk.server.portal.account.PaymentPages;
import kiosk.server.portal.account.StayPages;
import kiosk.server.portal.account.StepPages;
import kiosk.server.portal.login.CopyCodePages;
import kiosk.server.portal.login.ForgottenPages;
import kiosk.server.portal.login.FrontPages;
import kiosk.server.portal.login.LogInPages;
import kiosk.server.portal.login.OpeningPages;
import kiosk.server.web.PublicSite;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;

/// The whole portal on a test's rooms, on a port of its own.
final class PortalFixture {

  private static final Pattern COPY_ID = Pattern.compile("name=\"copy-id\" value=\"([0-9a-f-]*)\"");

  private final AccountFixture fixture;
  private final HttpServer server;
  private final CopyCodes copyCodes;

  PortalFixture(AccountFixture fixture, Database database) {
    this(fixture, database, Speech.find("/usr/bin"));
  }

  PortalFixture(AccountFixture fixture, Database database, Speech speech) {
    this(fixture, database, speech, 100_000);
  }

  /// @param copyLife of codes to copy
  PortalFixture(AccountFixture fixture, Database database, Duration copyLife) {
    this(fixture, database, Speech.find("/nowhere"), 100_000, copyLife);
  }

  /// @param atOnce how often one network may try without a pause; then once a second
  PortalFixture(AccountFixture fixture, Database database, Speech speech, int atOnce) {
    this(fixture, database, speech, atOnce, Duration.ofMinutes(5));
  }

  private PortalFixture(
      AccountFixture fixture, Database database, Speech speech, int atOnce, Duration copyLife) {
    RateLimit limit = new RateLimit(atOnce, Duration.ofSeconds(1), fixture.clock());
    this.fixture = fixture;
    AccountParts parts = fixture.parts();
    this.copyCodes =
        new CopyCodes(
            fixture.vertx(), database, fixture.vault(), speech, copyLife, fixture.clock());
    CopyCodePages copies = new CopyCodePages(copyCodes, limit);
    OnlineLogIn logIns = new OnlineLogIn(parts, fixture.vault());
    Members members = new Members(parts);
    MemberDesk desk = new MemberDesk(members, fixture.desk(), database, fixture.clock());
    List<Routes> doors =
        List.of(
            new ConfirmationPages(database, fixture.emails()),
            new FrontPages(parts.emailPolicy()),
            new LogInPages(logIns, limit, fixture.clock()),
            new OpeningPages(
                new Openings(parts, fixture.vault()),
                copies,
                AccountFixture.TERMS,
                fixture.clock()),
            new ForgottenPages(
                new ForgottenCodes(parts), copies, limit, parts.limits(), fixture.clock()),
            copies,
            new StepPages(desk, members, logIns, AccountFixture.TERMS, fixture.clock()),
            new AddressPages(desk, logIns, parts.emailPolicy(), fixture.clock()),
            new MenuPages(desk, members, fixture.documentOffice()),
            new StayPages(desk, members),
            new PaymentPages(desk, fixture.documentOffice()));
    this.server = PublicSite.open(fixture.vertx(), "127.0.0.1", 0, doors).await();
  }

  int port() {
    return server.actualPort();
  }

  Visitor visitor() {
    return new Visitor(port());
  }

  /// Somebody without an account says online who they are.
  ///
  /// @param postcode `33000` is the right one
  String openPetit(Visitor visitor, String postcode) {
    visitor.open("/ouvrir");
    return visitor.fill(
        "/ouvrir",
        "nir",
        "1660233063017",
        "surname",
        "Petit",
        "birth",
        "00/62/1966",
        "postcode",
        postcode,
        "copy",
        copied(visitor.last().body()));
  }

  /// What a person reads in the picture of a page.
  String copied(String page) {
    Matcher id = COPY_ID.matcher(page);
    assertThat(id.find()).as("a page with a code to copy").isTrue();
    byte[] sealed =
        HexFormat.of()
            .parseHex(
                fixture.row(
                    "SELECT encode(sealed, 'hex') FROM copy_code WHERE id = '"
                        + id.group(1)
                        + "'"));
    return fixture.vault().openText("copy code", sealed);
  }

  void close() {
    copyCodes.close().await();
    server.close().await();
  }
}
