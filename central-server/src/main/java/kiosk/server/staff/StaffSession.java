package kiosk.server.staff;

import java.time.Instant;
import kiosk.server.web.Stay;

/// Somebody who has logged in.
///
/// @param csrf must come back with every form of this session
/// @param proved when the password was given last
/// @param stay how long it lives
public record StaffSession(StaffMember member, String csrf, Instant proved, Stay stay) {

  @Override
  public String toString() {
    return "StaffSession[" + member + "]";
  }
}
