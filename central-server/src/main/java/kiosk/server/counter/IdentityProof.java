package kiosk.server.counter;

/// How the identity of a person was checked. What is recorded is the kind of paper, never its
/// number.
public enum IdentityProof {
  IDENTITY_CARD,
  PASSPORT,
  RESIDENCE_PERMIT,
  DRIVING_LICENCE,
  /// On the telephone: the number of the card, or bank details, agreed with what we know (rule
  // E10).
  TELEPHONE;

  /// Whether the person stands there: only then may a code be handed over (rule C1).
  public boolean inPerson() {
    return this != TELEPHONE;
  }
}
