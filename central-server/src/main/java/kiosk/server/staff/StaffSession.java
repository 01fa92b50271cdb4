package kiosk.server.staff;

import java.time.Instant;

/// Somebody who has logged in.
///
/// @param csrf must come back with every form of this session
/// @param began when
/// @param proved when the password was given last
public record StaffSession(StaffMember member, String csrf, Instant began, Instant proved) {

  @Override
  public String toString() {
    return "StaffSession[" + member + "]";
  }
}
