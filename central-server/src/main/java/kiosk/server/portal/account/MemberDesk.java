package kiosk.server.portal.account;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.account.Sessions;
import kiosk.server.account.VisitDesk;
import kiosk.server.database.Database;
import kiosk.server.online.Member;
import kiosk.server.online.Members;
import kiosk.server.portal.Block;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Span.Room;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import org.jspecify.annotations.Nullable;

/// The guard before every page of the account, and the way from there to the desk that kiosks use
/// too: both obey the same rules because they are the same.
public final class MemberDesk {

  private static final String KEY = "portal.member";

  private final Members members;
  private final VisitDesk desk;
  private final Database database;
  private final InstantSource clock;

  public MemberDesk(Members members, VisitDesk desk, Database database, InstantSource clock) {
    this.members = members;
    this.desk = desk;
    this.database = database;
    this.clock = clock;
  }

  /// Lets somebody through who is logged in, and to no page but that of the next step as long as
  /// one is left to do (rules O3, C2, P1, E9).
  void guard(RoutingContext context) {
    Browser browser = Browser.of(context);
    if (browser.session().isEmpty()) {
      Pages.lead(context, "/connexion");
      return;
    }
    Pages.after(
        context,
        members.find(browser.session().get()),
        found -> {
          if (found.isEmpty()) {
            over(context);
          } else {
            admit(context, found.get());
          }
        });
  }

  /// Who asks.
  static Member member(RoutingContext context) {
    return Objects.requireNonNull(context.<Member>get(KEY), "guarded");
  }

  /// A page of theirs.
  static Page page(RoutingContext context, String subject, Tone tone, Object... values) {
    return own(context, Pages.guarded(Browser.of(context), subject, tone, values));
  }

  /// Makes a page one of theirs.
  static Page own(RoutingContext context, Page page) {
    return page.during(Room.ACCOUNT, member(context).stay());
  }

  /// Does something to their account.
  Future<ActReply> act(ActContent content) {
    return desk.prepare(Sessions.PORTAL, clock.instant(), content)
        .compose(effect -> database.inTransaction(effect::apply));
  }

  /// The session ended while the page was open.
  static void over(RoutingContext context) {
    Browser browser = Browser.of(context);
    browser.forget(Browser.SESSION);
    Pages.show(
        context,
        401,
        Page.of(browser.words(), "over", Tone.WARNING)
            .with(
                new Block.Links(
                    List.of(
                        new Block.Link(
                            "/connexion", browser.words().get("front./connexion"), "")))));
  }

  /// Where a step is done.
  static String path(Step step) {
    return switch (step) {
      case TERMS -> "/compte/conditions";
      case NEW_CODE -> "/compte/code";
      case CONTACT -> "/compte/coordonnees";
      case EMAIL -> "/compte/adresse";
    };
  }

  private static void admit(RoutingContext context, Member member) {
    context.put(KEY, member);
    @Nullable Step next = member.pending().isEmpty() ? null : member.pending().getFirst();
    String path = context.normalizedPath();
    if (next == null || path.equals(path(next)) || path.equals(StayPages.PATH)) {
      context.next();
    } else {
      Pages.lead(context, path(next));
    }
  }
}
