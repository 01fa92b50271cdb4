package kiosk.server.counter;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.mail.MailLedger;
import kiosk.server.web.Stay;

/// A person before the desk, as the agent sees it.
///
/// @param stay how long the case lives
/// @param turn comes back with the next deed
/// @param maskedNir first and last two characters (rule I4)
/// @param birthDate DD/MM/YYYY, not always a date of the calendar
/// @param identity how it was checked, once it was
/// @param codeWait no try is taken before, if there is a wait
/// @param validatedEmail masked
/// @param waitingEmail masked
/// @param mailTrouble what became of the last mail to the person, unless it left well
public record DeskCase(
    UUID id,
    Stay stay,
    int turn,
    String name,
    String maskedNir,
    String birthDate,
    String postcode,
    String caisse,
    Optional<IdentityProof> identity,
    CodeView code,
    Optional<Instant> codeWait,
    Optional<String> validatedEmail,
    Optional<String> waitingEmail,
    Optional<MailLedger.State> mailTrouble) {

  /// How the code of the account stands.
  public enum CodeView {
    /// There is no account, or no code yet.
    NONE,
    /// A provisional code that can be used.
    PROVISIONAL,
    /// A code that was chosen.
    PERSONAL,
    /// Too many wrong tries: a wait (rule C9).
    WAITING,
    /// Too many wrong tries: the desk unlocks (rule C9).
    LOCKED,
    /// A provisional code that was tried wrongly too often (rule C1).
    VOID,
    /// A provisional code that is too old (rule C1).
    EXPIRED;

    /// Whether there is something to unlock.
    public boolean unlockable() {
      return this == WAITING || this == LOCKED;
    }
  }

  /// Whether a code may be handed over or unlocked.
  public boolean inPerson() {
    return identity.filter(IdentityProof::inPerson).isPresent();
  }

  @Override
  public String toString() {
    return "DeskCase[" + id + "]";
  }
}
