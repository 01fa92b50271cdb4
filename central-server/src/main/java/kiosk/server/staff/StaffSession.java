package kiosk.server.staff;

import java.time.Instant;

/// Somebody who has logged in.
///
/// @param csrf must come back with every form of this session
/// @param began when
public record StaffSession(StaffMember member, String csrf, Instant began) {

  @Override
  public String toString() {
    return "StaffSession[" + member + "]";
  }
}
