package kiosk.server.online;

import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActReply.Step;
import kiosk.server.email.EmailDesk.Waiting;
import kiosk.server.web.Stay;

/// Somebody with an open session in the portal, and how the account stands.
///
/// @param token of the session
/// @param pending what must be done before anything else, in this order
/// @param email the validated address
/// @param waiting the address whose confirmation is awaited
/// @param stay how long the session lives
public record Member(
    String token,
    long insured,
    List<Step> pending,
    Optional<String> email,
    Optional<Waiting> waiting,
    Stay stay) {

  public Member {
    pending = List.copyOf(pending);
  }

  /// Nothing that opens the session.
  @Override
  public String toString() {
    return "Member" + pending;
  }
}
