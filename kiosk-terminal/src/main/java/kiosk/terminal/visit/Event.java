package kiosk.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.visit.VisitOpening;

/// All that can happen to a visit. Time comes in here too: the machine has no clock.
public sealed interface Event {

  /// What the kiosk can do has changed.
  record HallChanged(State.Hall hall) implements Event {}

  /// A card is in the slot.
  ///
  /// @param visit names the visit that begins
  /// @param trouble why this card is of no use here, if it is already known
  record CardInserted(UUID visit, Optional<ScreenModel.CardTrouble> trouble) implements Event {}

  /// The slot is empty, or nothing can be known of it any more.
  record CardRemoved() implements Event {}

  /// Somebody touched the screen or a key.
  record Touched(Touch touch) implements Event {}

  /// A time that [Effect.Wake] asked for has passed.
  record Elapsed(Effect.Deadline deadline) implements Event {}

  /// What came of reading the card.
  sealed interface FromCard extends Event {}

  /// It is a carte Vitale.
  record CardRead(State.Holder holder) implements FromCard {}

  /// It cannot be read.
  record CardUnreadable(ScreenModel.CardTrouble trouble) implements FromCard {}

  /// What the central server says.
  sealed interface FromDesk extends Event {}

  /// The answer to [Effect.AskOpening]; without contact, [VisitOpening.TryLater].
  ///
  /// @param now by the server's clock
  record Opened(VisitOpening opening, Instant now) implements FromDesk {}

  /// The answer to [Effect.Send] or [Effect.SaveContact].
  ///
  /// @param now by the server's clock
  record Answered(ActReply reply, Instant now) implements FromDesk {
    /// Nothing of the reply.
    @Override
    public String toString() {
      return "Answered[" + reply.getClass().getSimpleName() + "]";
    }
  }

  /// No answer came in time.
  ///
  /// @param kept the act waits in the outbox and will reach the server; otherwise it is forgotten
  record Unanswered(boolean kept) implements FromDesk {}

  /// How long the server's session lasts.
  sealed interface FromLimit extends Event {}

  /// It lasts longer now.
  ///
  /// @param left from now on
  record Prolonged(State.Limit limit, Duration left) implements FromLimit {}

  /// It ends as soon as a warning has had its time.
  record Ending(State.Limit limit) implements FromLimit {}

  /// What becomes of a paper.
  sealed interface FromPrinter extends Event {}

  /// It is being printed.
  ///
  /// @param percent of its bytes
  record PaperComing(int percent) implements FromPrinter {}

  /// It stands at the mouth, and will be seen to leave.
  record PaperOut() implements FromPrinter {}

  /// The last word on it.
  ///
  /// @param watched whether it was seen to leave, or to be pulled back
  /// @param trouble why it did not come as it should, if so
  record PaperGone(
      ActContent.Paper outcome, boolean watched, Optional<ScreenModel.PrintTroubleShown> trouble)
      implements FromPrinter {}
}
