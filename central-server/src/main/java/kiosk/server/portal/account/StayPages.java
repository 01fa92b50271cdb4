package kiosk.server.portal.account;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import kiosk.server.account.Sessions.Stay;
import kiosk.server.online.Members;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Page;
import kiosk.server.portal.Page.Tone;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Words;
import kiosk.server.web.PageFiles;
import kiosk.server.web.Routes;

/// How long a session lives, and more of it, without leaving the page where something is typed: the
/// script of that page asks for facts, and the button at its foot opens a tab of its own.
public final class StayPages implements Routes {

  static final String PATH = "/compte/temps";

  private static final String JSON = "application/json";

  private final MemberDesk desk;
  private final Members members;

  public StayPages(MemberDesk desk, Members members) {
    this.desk = desk;
    this.members = members;
  }

  @Override
  public void mount(Router router) {
    PageFiles.mount(router, List.of("/portal/stay.js"));
    router.get(PATH).handler(this::look);
    router.post(PATH).handler(Pages::trust).handler(desk::guard).handler(this::extend);
  }

  /// To look is not to use: the session goes on as if nobody had asked. Whoever is told that it is
  /// over opens the page that says so.
  private void look(RoutingContext context) {
    Pages.after(
        context,
        members.stay(Browser.of(context).session().orElse("")),
        found ->
            found.ifPresentOrElse(
                stay -> tell(context, stay), () -> context.response().setStatusCode(401).end()));
  }

  /// The guard has used the session already: it lives on from now. Without script, where nothing
  /// warns of the end, it lives longer between two uses as well.
  private void extend(RoutingContext context) {
    if (JSON.equals(context.request().getHeader("Accept"))) {
      tell(context, MemberDesk.member(context).stay());
      return;
    }
    Pages.after(
        context,
        members.takeTime(MemberDesk.member(context)),
        found ->
            found.ifPresentOrElse(
                stay -> Pages.show(context, extended(context, stay)),
                () -> MemberDesk.over(context)));
  }

  private static Page extended(RoutingContext context, Stay stay) {
    return MemberDesk.page(context, "stay", Tone.SUCCESS)
        .forMember(stay)
        .saying(Browser.of(context).words().told(stay));
  }

  private static void tell(RoutingContext context, Stay stay) {
    Words words = Browser.of(context).words();
    JsonObject facts =
        new JsonObject()
            .put("left", stay.left().toSeconds())
            .put("last", stay.last())
            .put("told", words.told(stay));
    context.response().putHeader("Content-Type", JSON).end(facts.encode());
  }
}
