package kiosk.contract.act;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a kiosk can do. Every content but [LogIn], [MailCode], [LogInMailed] and [VisitEnded] names
/// the session that [ActReply.LoggedIn] gave.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ActContent {

  /// Tries a code with the card in the reader (rules C1, C5, C9).
  ///
  /// @param visit the visit this belongs to
  /// @param nir 13 characters, read from the card
  /// @param code as typed
  record LogIn(UUID visit, String nir, String code) implements ActContent {
    @Override
    public String toString() {
      return "LogIn";
    }
  }

  /// The code is forgotten: asks for one by mail, with the card in the reader (rule C7).
  ///
  /// @param visit the visit this belongs to
  /// @param nir 13 characters, read from the card
  record MailCode(UUID visit, String nir) implements ActContent {
    @Override
    public String toString() {
      return "MailCode";
    }
  }

  /// Tries the code that [MailCode] had sent last, with the same card in a reader (rules C6, C7).
  ///
  /// @param visit the visit this belongs to
  /// @param nir 13 characters, read from the card
  /// @param code as typed
  record LogInMailed(UUID visit, String nir, String code) implements ActContent {
    @Override
    public String toString() {
      return "LogInMailed";
    }
  }

  /// The terms shown were accepted (rule O3).
  record AcceptTerms(String session, String version) implements ActContent {}

  /// A personal code replaces the one used (rules C2, C4).
  record ChooseCode(String session, String code) implements ActContent {
    @Override
    public String toString() {
      return "ChooseCode";
    }
  }

  /// The code once more, before a validated address is changed (rule E3).
  ///
  /// @param code as typed
  record ConfirmCode(String session, String code) implements ActContent {
    @Override
    public String toString() {
      return "ConfirmCode";
    }
  }

  /// The person goes on: the session lasts longer, as long as the server gives.
  ///
  /// @param more whether the screen is set for somebody who needs more time than others
  record TakeTime(String session, boolean more) implements ActContent {}

  /// Telephone numbers and the answers about promotion (rules P1, P2).
  record SaveContact(
      String session,
      Optional<String> mobile,
      Optional<String> landline,
      List<ConsentAnswer> consents)
      implements ActContent {
    public SaveContact {
      consents = List.copyOf(consents);
    }

    @Override
    public String toString() {
      return "SaveContact";
    }
  }

  /// An address was typed twice (rules E1, E2, E4); a validated one is replaced after [ConfirmCode]
  /// only.
  record EnterEmail(String session, String address) implements ActContent {
    @Override
    public String toString() {
      return "EnterEmail";
    }
  }

  /// The mail that was sent to an address not confirmed yet is asked for again (rules E7, E8); as
  /// [EnterEmail] with the same address.
  record ResendEmail(String session) implements ActContent {}

  /// The person asked for an attestation de droits (rule S1).
  record IssueAttestation(String session) implements ActContent {}

  /// The person asked for an attestation de paiement d'indemnités journalières (rule S1).
  ///
  /// @param from first day of the period: no more months back than `statementMonths` of
  ///     [kiosk.contract.fleet.Figures]
  /// @param to last day of it, itself included
  record IssueAllowances(String session, LocalDate from, LocalDate to) implements ActContent {}

  /// The person asked for a relevé mensuel (rule S1).
  ///
  /// @param month one of the last `statementMonths` of [kiosk.contract.fleet.Figures] that are over
  record IssueStatement(String session, YearMonth month) implements ActContent {}

  /// What became of a paper.
  ///
  /// @param document the id of the [Document]
  /// @param outcome the last word of the printer
  record PaperOutcome(String session, UUID document, Paper outcome) implements ActContent {}

  /// A visit is over. Nothing personal.
  ///
  /// @param done the services that were done
  record VisitEnded(UUID visit, Instant began, Instant ended, VisitEnd end, List<String> done)
      implements ActContent {
    public VisitEnded {
      done = List.copyOf(done);
    }
  }

  /// One answer, with the wording that was on the screen (rule P2).
  record ConsentAnswer(ConsentKind kind, boolean yes, String wording) {}

  /// What is asked about promotion, each on its own (rule P2).
  enum ConsentKind {
    EMAIL,
    MOBILE_CALL,
    MOBILE_SMS,
    LANDLINE_CALL
  }

  /// The last word on a paper.
  enum Paper {
    DELIVERED,
    RETRACTED,
    REFUSED,
    SPOILED,
    UNKNOWN
  }

  /// How a visit ended.
  enum VisitEnd {
    COMPLETED,
    STOPPED,
    CARD_PULLED,
    IDLE,
    REFUSED,
    FAULT,
    /// The kiosk was restarted in the middle of it.
    INTERRUPTED
  }
}
