package kiosk.server.portal.account;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import kiosk.server.online.Members;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page.Span.Room;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.TimePages;
import kiosk.server.web.Routes;

/// How long a session lives, and more of it, without leaving the page where something is typed: the
/// script of that page asks for facts, and the button at its foot opens a tab of its own.
public final class StayPages implements Routes {

  static final String PATH = Room.ACCOUNT.path();

  private final MemberDesk desk;
  private final Members members;

  public StayPages(MemberDesk desk, Members members) {
    this.desk = desk;
    this.members = members;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(this::look);
    router.post(PATH).handler(Pages::trust).handler(desk::guard).handler(this::extend);
  }

  /// To look is not to use: the session goes on as if nobody had asked.
  private void look(RoutingContext context) {
    if (TimePages.leadsOn(context, Room.ACCOUNT)) {
      return;
    }
    Pages.after(
        context,
        members.stay(Browser.of(context).session().orElse("")),
        found -> TimePages.tell(context, Room.ACCOUNT, found));
  }

  /// The guard has used the session already: it lives on from now. Without script, where nothing
  /// warns of the end, it lives longer between two uses as well.
  private void extend(RoutingContext context) {
    if (TimePages.isScript(context)) {
      TimePages.tell(context, Room.ACCOUNT, Optional.of(MemberDesk.member(context).stay()));
      return;
    }
    Pages.after(
        context,
        members.takeTime(MemberDesk.member(context)),
        found ->
            found.ifPresentOrElse(
                stay ->
                    TimePages.showMore(
                        context,
                        MemberDesk.page(context, "stay", Tone.SUCCESS).during(Room.ACCOUNT, stay)),
                () -> MemberDesk.over(context)));
  }
}
