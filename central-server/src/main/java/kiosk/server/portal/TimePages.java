package kiosk.server.portal;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import kiosk.server.portal.Page.Span;
import kiosk.server.portal.Page.Span.Room;
import kiosk.server.web.Stay;

/// What is said of the time that is left, to the script of a page and to people without one.
public final class TimePages {

  private static final String JSON = "application/json";

  /// Whether the script of a page asks, which wants facts.
  public static boolean isScript(RoutingContext context) {
    return JSON.equals(context.request().getHeader("Accept"));
  }

  /// Leads whoever opened the address of the time as a page to where the time runs.
  ///
  /// @return whether it is no script that asks
  public static boolean leadsOn(RoutingContext context, Room room) {
    if (isScript(context)) {
      return false;
    }
    // Its language may have been chosen by this very address.
    Browser.of(context);
    Pages.lead(context, room.over());
    return true;
  }

  /// Tells the script how long something lives, or that it is over.
  public static void tell(RoutingContext context, Room room, Optional<Stay> lives) {
    if (lives.isEmpty()) {
      context.response().setStatusCode(401).end();
      return;
    }
    String told = Browser.of(context).words().told(new Span(room, lives.get()));
    context.response().putHeader("Content-Type", JSON).end(lives.get().facts(told).encode());
  }

  /// A page of its own, since the one where something is typed stays open beside it.
  public static void showMore(RoutingContext context, Page page) {
    Pages.show(context, page.saying(page.told()));
  }

  private TimePages() {}
}
