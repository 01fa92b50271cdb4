package kiosk.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActReply.EmailLink;

/// What stands in the middle of the screen: one record per screen, one template per record.
///
/// A model carries facts, never sentences: those are in the message files. Nothing here outlives
/// the visit.
public sealed interface ScreenModel {

  /// The invitation: what can be done now and what cannot.
  ///
  /// @param serverAwaySince set while the central server cannot be reached
  record Idle(List<Offer> offers, Optional<Instant> serverAwaySince) implements ScreenModel {
    public Idle {
      offers = List.copyOf(offers);
    }
  }

  /// Nothing can be done here now.
  record OutOfService(OutOfServiceCause cause) implements ScreenModel {}

  /// Something is under way that takes a while.
  ///
  /// @param work what
  /// @param percent how far, when it is known
  record Working(Work work, Optional<Integer> percent) implements ScreenModel {}

  /// This card cannot be used here, and what to do.
  record CardRefused(CardTrouble trouble) implements ScreenModel {}

  /// The code of 4 or 8–13 digits, or the one with letters (rule C5).
  ///
  /// @param givenName greets the person
  /// @param again whether it is asked once more, before a validated address is changed (rule E3)
  /// @param typed how many characters are typed; the code itself is never on the screen
  /// @param letters whether the full keyboard is shown
  record EnterCode(
      String givenName, boolean again, int typed, boolean letters, Optional<CodeNotice> notice)
      implements ScreenModel {}

  /// No code is taken before the wait is over; the rest is told exactly (rule C9).
  record CodeWait(Duration left) implements ScreenModel {}

  /// No code is taken here any more: the desk, or a code by mail (rules C1, C7, C9).
  ///
  /// @param byMail whether a code by mail can be asked for
  record CodeBlocked(CodeBlock block, boolean byMail) implements ScreenModel {}

  /// A code can be mailed to the validated address, or was (rule C7).
  record ForgottenCode(Optional<MailTrouble> trouble) implements ScreenModel {}

  /// The eight digits of the mail (rules C6, C7).
  ///
  /// @param typed how many characters are typed; the code itself is never on the screen
  /// @param sentTo the address, masked, when the mail has just been sent
  record EnterMailedCode(int typed, Optional<String> sentTo, Optional<CodeNotice> notice)
      implements ScreenModel {}

  /// The terms, page by page (rule O3).
  ///
  /// @param page from 1
  record Terms(String version, int page, int pages) implements ScreenModel {}

  /// A personal code of 8–13 digits is chosen, then typed again (rules C2, C4).
  record ChooseCode(boolean again, int typed, Optional<NewCodeTrouble> trouble)
      implements ScreenModel {}

  /// A telephone number (rule P1).
  record EnterPhone(PhoneKind kind, String typed, Optional<PhoneTrouble> trouble)
      implements ScreenModel {}

  /// One question about promotion; nothing is ticked in advance (rule P2).
  ///
  /// @param number from 1
  record Consent(ConsentQuestion question, int number, int of) implements ScreenModel {}

  /// The address, typed, then typed again (rule E1).
  ///
  /// @param current the validated address, masked, when one is being replaced
  /// @param meant a provider's domain from which that of the first typing differs by a slip
  record EnterEmail(
      boolean again,
      String typed,
      Optional<String> current,
      Optional<String> meant,
      Optional<EmailTrouble> trouble)
      implements ScreenModel {}

  /// An address was given before and not confirmed: another mail to it, or another address (rules
  /// E7, E8).
  ///
  /// @param address masked; none once it is forgotten
  record EmailWaiting(EmailLink link, Optional<String> address) implements ScreenModel {}

  /// The session is closed; the person is invited to read the mail (rule E4).
  ///
  /// @param slip whether what to do without the mail can be printed (rule E12)
  record EmailSent(String maskedAddress, boolean slip) implements ScreenModel {}

  /// What the person can do.
  record Menu(String givenName, List<Offer> offers) implements ScreenModel {
    public Menu {
      offers = List.copyOf(offers);
    }
  }

  /// The month that a paper about payments is for, or begins with.
  ///
  /// @param earlier whether there is a month before it to choose
  /// @param later whether there is a month after it to choose
  record ChooseMonth(Service service, YearMonth month, boolean earlier, boolean later)
      implements ScreenModel {}

  /// Before a personal paper is printed: it will stand at the mouth.
  record ConfirmPrint(Service service, boolean largePrint) implements ScreenModel {}

  /// The paper is out; it must be taken.
  ///
  /// @param urgent the kiosk is about to take it back: louder
  record TakeTicket(boolean urgent) implements ScreenModel {}

  /// The paper did not come as it should, and what to do.
  ///
  /// @param again whether it can be printed once more now
  /// @param reference small, at the bottom, for the desk
  record PrintFailed(PrintTroubleShown trouble, boolean again, String reference)
      implements ScreenModel {}

  /// Something else could not be done, and what to do.
  ///
  /// @param reference small, at the bottom, for the desk
  record Failed(Failure failure, String reference) implements ScreenModel {}

  /// Help for the screen below it, and the ways to reach somebody (rule O6).
  ///
  /// @param topic the key of the screen that asked
  record Help(String topic) implements ScreenModel {}

  /// The visit is about to be closed; any key goes on.
  ///
  /// @param secondsLeft counts down
  /// @param secondsInAll where it began
  record StillThere(int secondsLeft, int secondsInAll, WarningCause cause) implements ScreenModel {}

  /// The visit is over; the card must be taken.
  ///
  /// @param forgotten it has been there for too long: louder
  record TakeCard(boolean forgotten) implements ScreenModel {}

  /// Thanks; goes by itself.
  record Goodbye() implements ScreenModel {}

  /// A service and whether it can be had.
  record Offer(Service service, Availability availability) {}

  /// What the kiosk offers.
  enum Service {
    ATTESTATION,
    /// The attestation de paiement d'indemnités journalières.
    ALLOWANCES,
    /// The relevé mensuel.
    STATEMENT,
    EMAIL,
    FIRST_ACCESS
  }

  /// Whether a service can be had now, and if not, why.
  enum Availability {
    AVAILABLE,
    NO_PAPER,
    PRINTER_DOWN,
    SERVER_AWAY,
    READER_DOWN
  }

  /// Why nothing can be done.
  enum OutOfServiceCause {
    READER_DOWN,
    /// Somebody else's paper is still within reach.
    PAPER_AT_MOUTH,
    BY_OPERATIONS,
    STARTING
  }

  /// What is under way.
  enum Work {
    READING_CARD,
    OPENING_VISIT,
    CHECKING_CODE,
    MAILING_CODE,
    SAVING,
    PREPARING_DOCUMENT,
    PRINTING
  }

  /// Why a card cannot be used.
  enum CardTrouble {
    MUTE,
    VITALE_1,
    PROFESSIONAL,
    FOREIGN,
    UNREADABLE,
    OPPOSED,
    TEMPORARY_NUMBER,
    UNKNOWN_PERSON,
    NO_ACCOUNT
  }

  /// What is said above the keypad.
  sealed interface CodeNotice {
    record Wrong(int triesLeft) implements CodeNotice {}

    record BadLength() implements CodeNotice {}

    record TryAgain() implements CodeNotice {}
  }

  /// Why no code is taken any more.
  enum CodeBlock {
    LOCKED,
    VOID,
    EXPIRED,
    /// One of these; the card alone does not tell which.
    CLOSED,
    /// It is forgotten, and no address was ever validated to which another could be mailed.
    NO_ADDRESS
  }

  /// Why the code of a mail must be asked for again, or cannot be.
  enum MailTrouble {
    /// It was used, is too old or was tried wrongly too often.
    OVER,
    TOO_MANY_MAILS
  }

  /// What is wrong with a new code.
  enum NewCodeTrouble {
    LENGTH,
    RUN,
    REPEAT,
    PERSONAL,
    SAME_AS_BEFORE,
    NOT_THE_SAME
  }

  /// Which number is asked.
  enum PhoneKind {
    MOBILE,
    LANDLINE
  }

  /// What is wrong with a number.
  enum PhoneTrouble {
    NOT_A_NUMBER,
    NONE_GIVEN
  }

  /// The four questions of rule P2.
  enum ConsentQuestion {
    EMAIL,
    MOBILE_CALL,
    MOBILE_SMS,
    LANDLINE_CALL
  }

  /// What is wrong with an address.
  enum EmailTrouble {
    MALFORMED,
    NOT_THE_SAME,
    TAKEN,
    TOO_MANY_CHECKS,
    TOO_MANY_MAILS,
    FORGOTTEN
  }

  /// Why a paper did not come.
  enum PrintTroubleShown {
    NO_PAPER,
    COVER,
    JAM,
    PRINTER_DOWN,
    SPOILED,
    RETRACTED,
    UNKNOWN
  }

  /// Why a visit is about to be closed.
  enum WarningCause {
    /// Nobody has touched anything for a while.
    IDLE,
    /// It has lasted its time; it can last longer.
    TIME,
    /// It can last no longer.
    LAST_TIME
  }

  /// Why something else could not be done.
  enum Failure {
    SERVER_AWAY,
    SERVER_BUSY,
    /// The server is away, but what was given is kept here and will reach it.
    KEPT,
    NO_RIGHTS,
    /// Nothing was paid in the period.
    NOTHING_PAID,
    SESSION_OVER,
    INTERNAL
  }
}
