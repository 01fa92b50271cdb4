package kiosk.server.ops;

import io.vertx.ext.web.RoutingContext;
import kiosk.server.staff.StaffMember;
import kiosk.server.staff.StaffSession;
import kiosk.server.web.Stay;

/// What surrounds every page for somebody who has logged in.
///
/// @param words the sentences
/// @param member who
/// @param csrf for every form
/// @param stay how long the session lives
public record Frame(Words words, StaffMember member, String csrf, Stay stay) {

  static Frame of(RoutingContext context) {
    StaffSession session = LogInPages.session(context);
    return new Frame(Tongue.of(context), session.member(), session.csrf(), session.stay());
  }

  /// Until when the session lives, in words.
  public String told() {
    return words.until(stay);
  }
}
