package kiosk.server.ops;

import kiosk.server.counter.DeskCase;
import kiosk.server.counter.IdentityProof;

/// The page of one person before the desk.
///
/// @param fault a sentence about what was not done, or empty
/// @param notice a sentence about what was done, or empty
/// @param codeDays how many days a code lives
/// @param askPassword whether the agent's password must come with the next deed
public record DeskView(
    Frame frame, DeskCase person, String fault, String notice, long codeDays, boolean askPassword) {

  /// The ways to check an identity, in the order of the page.
  public IdentityProof[] proofs() {
    return IdentityProof.values();
  }

  /// Where a deed is sent.
  public String path(String deed) {
    return DeskPages.CASES + person.id() + "/" + deed;
  }
}
