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
/// @param stay how long what the page shows lives
/// @param room what that is
public record Frame(Words words, StaffMember member, String csrf, Stay stay, Room room) {

  /// What ends when it is not used.
  ///
  /// @param key begins the keys of its sentences
  /// @param time where its time is told, and lengthened
  /// @param over where to go when it has ended
  public record Room(String key, String time, String over) {

    static final Room SITE = new Room("stay", "/ops/time", "/ops/login");
  }

  static Frame of(RoutingContext context) {
    StaffSession session = LogInPages.session(context);
    return new Frame(
        Tongue.of(context), session.member(), session.csrf(), session.stay(), Room.SITE);
  }

  /// The same around something that ends with the session at the latest.
  Frame around(Stay inner, Room place) {
    return new Frame(words, member, csrf, stay.orSooner(inner), place);
  }

  /// Until when the page lives, in words.
  public String told() {
    return words.until(stay, room.key());
  }
}
