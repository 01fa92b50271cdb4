package kiosk.terminal.visit;

import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.ActReply;
import kiosk.terminal.visit.ScreenModel.Failure;
import kiosk.terminal.visit.ScreenModel.PrintTroubleShown;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.State.Member;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.Touch.Action;

/// The rows of the menu and of the paper, from the wish to the hand.
final class Papers {

  static Step menu(Occupied now, Phase.AtMenu p, Touch touch) {
    if (!(touch instanceof Touch.Open(Service service)) || !now.around().hall().offers(service)) {
      return now.stay();
    }
    return switch (service) {
      case ATTESTATION -> now.go(new Phase.ConfirmingPrint(p.member(), false));
      case EMAIL -> now.go(Enrolment.askEmail(p.member(), Optional.empty()));
      case FIRST_ACCESS -> now.stay();
    };
  }

  static Step confirming(Occupied now, Phase.ConfirmingPrint p, Touch touch) {
    if (!(touch instanceof Touch.Press(Action action))) {
      return now.stay();
    }
    return switch (action) {
      case PROCEED ->
          now.go(
              new Phase.PreparingPaper(p.member(), p.largePrint()),
              new Effect.Send(new ActContent.IssueAttestation(p.member().session())));
      case LARGE_PRINT -> now.go(new Phase.ConfirmingPrint(p.member(), !p.largePrint()));
      case BACK, DECLINE -> now.go(new Phase.AtMenu(p.member()));
      case LETTERS, FORGOTTEN, SLIP, NEXT_PAGE, PREVIOUS_PAGE, STOP, HELP -> now.stay();
    };
  }

  static Step prepared(Occupied now, Phase.PreparingPaper p, Event.FromDesk event) {
    Member member = p.member();
    return switch (event) {
      case Event.Opened _ -> now.stay();
      case Event.Unanswered _ -> failing(now, p, Failure.SERVER_AWAY);
      case Event.Answered(ActReply.AttestationIssued(var attestation), _) ->
          now.go(
              new Phase.Printing(new Phase.AtMenu(member), 0),
              new Effect.Print(
                  member.session(),
                  attestation,
                  p.largePrint(),
                  now.around().appearance().language()));
      case Event.Answered(ActReply.AttestationRefused(var fault), _) ->
          switch (fault) {
            case NO_RIGHTS -> failing(now, p, Failure.NO_RIGHTS);
            case EMAIL_FIRST -> now.go(Enrolment.askEmail(member, Optional.empty()));
          };
      case Event.Answered(ActReply.TryLater _, _) -> failing(now, p, Failure.SERVER_BUSY);
      case Event.Answered(ActReply.SessionOver _, _) ->
          now.go(new Phase.Failing(Failure.SESSION_OVER, Optional.empty()));
      case Event.Answered _ -> now.go(new Phase.Failing(Failure.INTERNAL, Optional.empty()));
    };
  }

  private static Step failing(Occupied now, Phase.PreparingPaper p, Failure failure) {
    return now.go(new Phase.Failing(failure, Optional.of(new Phase.AtMenu(p.member()))));
  }

  /// The mail is sent; on the way out, what to do when it does not come (rule E12).
  static Step emailSent(Occupied now, Phase.EmailSent p, Touch touch) {
    return touch.equals(new Touch.Press(Action.SLIP)) && offersSlip(now)
        ? now.go(
            new Phase.Printing(p, 0),
            new Effect.PrintSlip(p.until(), now.around().appearance().language()))
        : Doorway.told(now, touch);
  }

  /// Whether papers come out of this kiosk now.
  static boolean offersSlip(Occupied now) {
    return now.around().hall().offers(Service.ATTESTATION);
  }

  static Step printed(Occupied now, Event.FromPrinter event) {
    return switch (now.phase()) {
      case Phase.Printing p -> printing(now, p.then(), event);
      case Phase.TakingPaper p -> atTheMouth(now, p.then(), event);
      case Phase.Busy _, Phase.Told _, Phase.Asked _ -> now.stay();
    };
  }

  private static Step printing(Occupied now, Phase then, Event.FromPrinter event) {
    return switch (event) {
      case Event.PaperComing(int percent) ->
          Step.to(now.at(new Phase.Printing(then, percent)).under(now.cover()));
      case Event.PaperOut _ -> done(now, then).go(new Phase.TakingPaper(then, true, false));
      case Event.PaperGone(Paper outcome, boolean watched, _)
          when outcome == Paper.DELIVERED && !watched ->
          done(now, then).go(new Phase.TakingPaper(then, false, false));
      case Event.PaperGone(Paper outcome, _, _) when outcome == Paper.DELIVERED ->
          done(now, then).go(then);
      case Event.PaperGone(_, _, var trouble) -> now.go(troubled(then, trouble));
    };
  }

  /// A slip is no service.
  private static Occupied done(Occupied now, Phase then) {
    return then instanceof Phase.AtMenu ? now.having(Service.ATTESTATION) : now;
  }

  private static Step atTheMouth(Occupied now, Phase then, Event.FromPrinter event) {
    return switch (event) {
      case Event.PaperComing _, Event.PaperOut _ -> now.stay();
      case Event.PaperGone(Paper outcome, boolean watched, _)
          when outcome == Paper.DELIVERED && !watched ->
          now.go(new Phase.TakingPaper(then, false, false));
      case Event.PaperGone(Paper outcome, _, _) when outcome == Paper.DELIVERED -> now.go(then);
      case Event.PaperGone(_, _, var trouble) -> now.go(troubled(then, trouble));
    };
  }

  private static Phase troubled(Phase then, Optional<PrintTroubleShown> trouble) {
    return new Phase.PaperTrouble(then, trouble.orElse(PrintTroubleShown.UNKNOWN));
  }

  /// The printer never said what became of the paper.
  static Step lost(Occupied now, Phase.Printing p) {
    return now.go(new Phase.PaperTrouble(p.then(), PrintTroubleShown.UNKNOWN));
  }

  /// A paper that nobody can see leave has had its time; one that is watched is about to be taken
  /// back, and the person is told.
  static Step waitedFor(Occupied now) {
    if (!(now.phase() instanceof Phase.TakingPaper(Phase then, boolean watched, _))) {
      return now.stay();
    }
    return watched ? Step.to(now.at(new Phase.TakingPaper(then, true, true))) : now.go(then);
  }

  static Step taking(Occupied now, Phase.TakingPaper p, Touch touch) {
    return !p.watched() && touch.equals(new Touch.Press(Action.PROCEED))
        ? now.go(p.then())
        : now.stay();
  }

  static Step trouble(Occupied now, Phase.PaperTrouble p, Touch touch) {
    return touch.equals(new Touch.Press(Action.PROCEED))
            || touch.equals(new Touch.Press(Action.BACK))
        ? now.go(p.then())
        : now.stay();
  }

  private Papers() {}
}
