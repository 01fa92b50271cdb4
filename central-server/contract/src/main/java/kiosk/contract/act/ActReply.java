package kiosk.contract.act;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What the server answers to an [Act], after its transaction is committed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ActReply {

  /// The code was right.
  ///
  /// @param session opaque, 256 random bits, bound to this kiosk; never in a log
  /// @param until when it ends, unless [ActContent.TakeTime] comes before
  /// @param pending what must be done before anything else, in this order (rules C2, O3, P1, P2,
  ///     E9)
  /// @param termsVersion the version of the terms in force
  /// @param maskedEmail the validated address, masked (j•••e@d•••.fr), if there is one
  /// @param waitingEmail the address that was given and not confirmed, when none is validated
  /// @param today the day, in the caisse's time zone
  record LoggedIn(
      String session,
      Instant until,
      List<Step> pending,
      String termsVersion,
      Optional<String> maskedEmail,
      Optional<WaitingEmail> waitingEmail,
      LocalDate today)
      implements ActReply {
    public LoggedIn {
      pending = List.copyOf(pending);
    }

    @Override
    public String toString() {
      return "LoggedIn" + pending;
    }
  }

  /// An address that waits for its confirmation (rule E7).
  ///
  /// @param maskedAddress none once it is forgotten
  record WaitingEmail(EmailLink link, Optional<String> maskedAddress) {}

  /// The session lasts longer.
  ///
  /// @param until when it ends now
  /// @param last whether it can last no longer
  record TimeTaken(Instant until, boolean last) implements ActReply {}

  /// The code that was typed once more was right.
  record CodeRight() implements ActReply {}

  /// The code was wrong.
  ///
  /// @param triesLeft before the next wait, lock or void
  /// @param waitUntil the server takes no try before (rule C9)
  record CodeWrong(int triesLeft, Optional<Instant> waitUntil) implements ActReply {}

  /// The code was not looked at: too soon, locked, void or expired, or no account (rules C1, C9).
  record CodeNotTaken(CodeState state, Optional<Instant> waitUntil) implements ActReply {}

  /// A code is on its way to the validated address (rule C7).
  ///
  /// @param maskedAddress j•••e@d•••.fr
  record CodeMailed(String maskedAddress) implements ActReply {}

  /// No code was sent (rule C7).
  record CodeNotMailed(MailFault fault) implements ActReply {}

  /// Done.
  ///
  /// @param pending what is left to do in this session
  record Done(List<Step> pending) implements ActReply {
    public Done {
      pending = List.copyOf(pending);
    }
  }

  /// The new code breaks a rule (rules C3, C4).
  record CodeRejected(CodeFault fault) implements ActReply {}

  /// A telephone number is not one, or none was given (rule P1).
  record ContactRejected(ContactFault fault) implements ActReply {}

  /// The address is kept and the mail is on its way; the session is closed (rule E4).
  ///
  /// @param until when the link in the mail ends (rule E7)
  record EmailEntered(String maskedAddress, Instant until) implements ActReply {}

  /// The address is not taken.
  record EmailRejected(EmailFault fault) implements ActReply {}

  /// The attestation, with what a ticket says.
  record AttestationIssued(Attestation attestation) implements ActReply {
    @Override
    public String toString() {
      return "AttestationIssued";
    }
  }

  /// A paper about payments, with what a ticket says.
  record PaymentsIssued(PaymentPaper paper) implements ActReply {
    @Override
    public String toString() {
      return "PaymentsIssued";
    }
  }

  /// A reply about a person, closed to whoever asked: no buffer on the way holds it in clear.
  ///
  /// @param reply Base64 of what [Seal.Opened#reply] made of the reply's JSON
  record Sealed(String reply) implements ActReply {}

  /// There is nothing to attest, or not yet: of any [Document].
  record AttestationRefused(AttestationFault fault) implements ActReply {}

  /// The session is not known, over, or another kiosk's.
  record SessionOver() implements ActReply {}

  /// This id came before with another content. A bug or an attack: never tried again.
  record Conflict() implements ActReply {}

  /// The act cannot be read. Never tried again.
  record Malformed(String what) implements ActReply {}

  /// Nothing was done; the same act may be sent again.
  record TryLater(String cause) implements ActReply {}

  /// What a session must still do.
  enum Step {
    TERMS,
    NEW_CODE,
    CONTACT,
    EMAIL
  }

  /// What the link of the newest confirmation mail is still good for (rule E7).
  enum EmailLink {
    /// A click confirms the address.
    ACTIVE,
    /// A new one can be sent to the same address or to another.
    INACTIVE,
    /// The address was erased; one must be given again.
    FORGOTTEN
  }

  /// Why a code was not looked at.
  enum CodeState {
    TOO_SOON,
    LOCKED,
    /// A provisional code that was tried wrongly too often.
    VOID,
    EXPIRED,
    NO_ACCOUNT,
    /// The card is on the opposition list (rule S5).
    OPPOSED
  }

  /// Why no code is sent.
  enum MailFault {
    /// No address of this account was ever validated.
    NO_ADDRESS,
    TOO_MANY_MAILS
  }

  /// What is wrong with a new code.
  enum CodeFault {
    LENGTH,
    NOT_DIGITS,
    RUN,
    REPEAT,
    PERSONAL,
    SAME_AS_BEFORE
  }

  /// What is wrong with the contacts.
  enum ContactFault {
    MOBILE,
    LANDLINE,
    NONE_GIVEN,
    CONSENT_MISSING
  }

  /// What is wrong with an address.
  enum EmailFault {
    MALFORMED,
    TAKEN,
    TOO_MANY_CHECKS,
    TOO_MANY_MAILS,
    /// The one to which a mail should go again was erased.
    FORGOTTEN
  }

  /// Why there is no document.
  enum AttestationFault {
    NO_RIGHTS,
    EMAIL_FIRST,
    /// No allowance was paid for any day of the period.
    NOTHING_PAID,
    /// The period is none that can be asked for.
    PERIOD
  }
}
