package kiosk.server;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import kiosk.server.account.AccountParts;
import kiosk.server.account.VisitDesk;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.copycode.CopyCodes;
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
import kiosk.server.vault.Vault;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;

/// The account over the web, wired: log-in, opening, forgotten codes, and the pages of all that.
final class OnlineRooms {

  private final AccountParts parts;
  private final VisitDesk desk;
  private final CopyCodes copyCodes;
  private final ForgottenCodes forgotten;
  private final Openings openings;
  private final OnlineLogIn logIns;
  private final RateLimit limit;

  /// @param limit how often one network may try
  OnlineRooms(
      AccountParts parts, VisitDesk desk, CopyCodes copyCodes, Vault vault, RateLimit limit) {
    this.parts = parts;
    this.limit = limit;
    this.desk = desk;
    this.copyCodes = copyCodes;
    this.forgotten = new ForgottenCodes(parts);
    this.openings = new Openings(parts, vault);
    this.logIns = new OnlineLogIn(parts, vault);
  }

  /// The pages. Every node may show them.
  ///
  /// @param office the documents
  List<Routes> routes(DocumentOffice office) {
    CopyCodePages copies = new CopyCodePages(copyCodes, limit);
    Members members = new Members(parts);
    MemberDesk memberDesk = new MemberDesk(members, desk, parts.database(), parts.clock());
    return List.of(
        new FrontPages(parts.emailPolicy()),
        new LogInPages(logIns, limit, parts.clock()),
        new OpeningPages(openings, copies, parts.termsVersion(), parts.clock()),
        new ForgottenPages(forgotten, copies, limit, parts.limits(), parts.clock()),
        copies,
        new StepPages(memberDesk, members, logIns, parts.termsVersion(), parts.clock()),
        new AddressPages(memberDesk, logIns, parts.emailPolicy(), parts.clock()),
        new MenuPages(memberDesk, members, office),
        new StayPages(memberDesk, members),
        new PaymentPages(memberDesk, office));
  }

  /// Erases what has been kept long enough.
  Future<Void> tidy() {
    return parts.database().withConnection(this::purge);
  }

  /// Ends the workers.
  Future<Void> close() {
    return copyCodes.close();
  }

  private Future<Void> purge(SqlConnection connection) {
    Instant now = parts.clock().instant();
    return forgotten
        .purge(connection, now)
        .compose(done -> openings.purge(connection, now))
        .compose(done -> copyCodes.purge(connection, now));
  }
}
