package kiosk.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.Document;

/// What the machine wants done; the session does it and answers with events.
public sealed interface Effect {

  /// Read the card in the slot: [Event.CardRead] or [Event.CardUnreadable].
  record ReadCard() implements Effect {}

  /// Ask whether the visit may go on: [Event.Opened].
  record AskOpening(UUID visit, State.Holder holder) implements Effect {}

  /// Have an act done: [Event.Answered] or [Event.Unanswered].
  record Send(ActContent content) implements Effect {
    /// Nothing of the content.
    @Override
    public String toString() {
      return "Send[" + content.getClass().getSimpleName() + "]";
    }
  }

  /// Have the contacts and the answers kept, as [Send]; the wording of the questions is the
  /// session's to add (rule P2).
  ///
  /// @param language in which they were asked
  record SaveContact(
      String session,
      Optional<String> mobile,
      Optional<String> landline,
      Map<ActContent.ConsentKind, Boolean> answers,
      String language)
      implements Effect {
    public SaveContact {
      answers = Map.copyOf(answers);
    }

    /// Nothing personal.
    @Override
    public String toString() {
      return "SaveContact";
    }
  }

  /// Print once: [Event.PaperComing], [Event.PaperOut], and last one [Event.PaperGone].
  ///
  /// @param session for the outcome, which is told to the server even when the visit is over
  record Print(String session, Document document, boolean largePrint, String language)
      implements Effect {
    /// Nothing personal.
    @Override
    public String toString() {
      return "Print[" + document + "]";
    }
  }

  /// Print once what to do when a mail does not come (rule E12): events as of [Print]. Nothing
  /// personal.
  ///
  /// @param until when the link in the mail ends
  record PrintSlip(Instant until, String language) implements Effect {}

  /// A visit has begun.
  record Begin(UUID visit) implements Effect {}

  /// The visit is over: once for each [Begin].
  ///
  /// @param done what was done in it
  record End(UUID visit, ActContent.VisitEnd end, List<ScreenModel.Service> done)
      implements Effect {
    public End {
      done = List.copyOf(done);
    }
  }

  /// Send [Event.Ending] after this time, in this visit, and forget the one asked for before.
  record Watch(State.Limit limit, Duration after) implements Effect {}

  /// Ask the server for more time: [Event.Prolonged], or nothing.
  ///
  /// @param more whether the screen is set for somebody who needs more time than others
  record TakeTime(String session, boolean more) implements Effect {
    /// Nothing of the session.
    @Override
    public String toString() {
      return "TakeTime";
    }
  }

  /// Forget the time asked for before; send [Event.Elapsed] after this one, if there is one.
  record Wake(Optional<Alarm> alarm) implements Effect {}

  /// A time to wait for.
  record Alarm(Deadline deadline, Duration after) {}

  /// What is waited for.
  enum Deadline {
    /// Nobody has touched anything.
    IDLE,
    /// One second of a count-down.
    SECOND,
    /// Somebody else's work takes too long.
    WORK,
    /// A paper that nobody can see leave is deemed taken; another is about to be taken back.
    PAPER,
    /// The card is still there.
    FORGOTTEN,
    /// The thanks have been seen.
    GOODBYE
  }
}
