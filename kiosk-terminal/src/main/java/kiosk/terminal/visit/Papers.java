package kiosk.terminal.visit;

import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.Document;
import kiosk.terminal.visit.ScreenModel.Failure;
import kiosk.terminal.visit.ScreenModel.PrintTroubleShown;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.State.Job;
import kiosk.terminal.visit.State.Member;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Order;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.State.Slip;
import kiosk.terminal.visit.Touch.Action;

/// The rows of the menu and of the paper, from the wish to the hand.
final class Papers {

  static Step menu(Occupied now, Phase.AtMenu p, Touch touch) {
    if (!(touch instanceof Touch.Open(Service service)) || !now.around().hall().offers(service)) {
      return now.stay();
    }
    return switch (service) {
      case ATTESTATION ->
          now.go(
              confirm(p.member(), service, new ActContent.IssueAttestation(p.member().session())));
      case ALLOWANCES, STATEMENT -> now.go(new Phase.ChoosingMonth(p.member(), service, 1));
      case EMAIL -> now.go(CodeDesk.ask(p.member()));
      case FIRST_ACCESS -> now.stay();
    };
  }

  private static Phase confirm(Member member, Service service, ActContent act) {
    return new Phase.ConfirmingPrint(new Order(member, service, act, false));
  }

  static Step choosing(Occupied now, Phase.ChoosingMonth p, Touch touch) {
    if (!(touch instanceof Touch.Press(Action action))) {
      return now.stay();
    }
    return switch (action) {
      case PREVIOUS_PAGE -> now.go(month(now, p, p.ago() + 1));
      case NEXT_PAGE -> now.go(month(now, p, p.ago() - 1));
      case PROCEED -> now.go(confirm(p.member(), p.service(), chosen(p)));
      case BACK, DECLINE -> now.go(new Phase.AtMenu(p.member()));
      case LETTERS, FORGOTTEN, SLIP, LARGE_PRINT, STOP, HELP -> now.stay();
    };
  }

  private static Phase month(Occupied now, Phase.ChoosingMonth p, int ago) {
    int most = now.around().hall().figures().statementMonths();
    return new Phase.ChoosingMonth(p.member(), p.service(), Math.clamp(ago, 1, most));
  }

  private static ActContent chosen(Phase.ChoosingMonth p) {
    Member member = p.member();
    return p.service() == Service.STATEMENT
        ? new ActContent.IssueStatement(member.session(), p.month())
        : new ActContent.IssueAllowances(member.session(), p.month().atDay(1), member.today());
  }

  static Step confirming(Occupied now, Phase.ConfirmingPrint p, Touch touch) {
    if (!(touch instanceof Touch.Press(Action action))) {
      return now.stay();
    }
    Order order = p.order();
    return switch (action) {
      case PROCEED -> prepare(now, order);
      case LARGE_PRINT -> now.go(new Phase.ConfirmingPrint(order.in(!order.largePrint())));
      case BACK, DECLINE -> now.go(order.then());
      case LETTERS, FORGOTTEN, SLIP, NEXT_PAGE, PREVIOUS_PAGE, STOP, HELP -> now.stay();
    };
  }

  /// Once more is a new document with a code of its own.
  private static Step prepare(Occupied now, Order order) {
    return now.go(new Phase.PreparingPaper(order), new Effect.Send(order.act()));
  }

  static Step prepared(Occupied now, Phase.PreparingPaper p, Event.FromDesk event) {
    return switch (event) {
      case Event.Opened _ -> now.stay();
      case Event.Unanswered _ -> failing(now, p, Failure.SERVER_AWAY);
      case Event.Answered(ActReply.AttestationIssued(var attestation), _) ->
          print(now, p.order(), attestation);
      case Event.Answered(ActReply.PaymentsIssued(var paper), _) -> print(now, p.order(), paper);
      case Event.Answered(ActReply.AttestationRefused(var fault), _) ->
          switch (fault) {
            case NO_RIGHTS -> failing(now, p, Failure.NO_RIGHTS);
            case NOTHING_PAID -> failing(now, p, Failure.NOTHING_PAID);
            case PERIOD -> failing(now, p, Failure.INTERNAL);
            case EMAIL_FIRST -> now.go(Enrolment.askEmail(p.order().member(), Optional.empty()));
          };
      case Event.Answered(ActReply.TryLater _, _) -> failing(now, p, Failure.SERVER_BUSY);
      case Event.Answered(ActReply.SessionOver _, _) ->
          now.go(new Phase.Failing(Failure.SESSION_OVER, Optional.empty()));
      case Event.Answered _ -> now.go(new Phase.Failing(Failure.INTERNAL, Optional.empty()));
    };
  }

  private static Step print(Occupied now, Order order, Document document) {
    String language = now.around().appearance().language();
    return now.go(
        new Phase.Printing(order, 0),
        new Effect.Print(order.member().session(), document, order.largePrint(), language));
  }

  private static Step failing(Occupied now, Phase.PreparingPaper p, Failure failure) {
    return now.go(new Phase.Failing(failure, Optional.of(p.order().then())));
  }

  /// The mail is sent; on the way out, what to do when it does not come (rule E12).
  static Step emailSent(Occupied now, Phase.EmailSent p, Touch touch) {
    return touch.equals(new Touch.Press(Action.SLIP)) && offersSlip(now, p)
        ? print(now, new Slip(new Phase.EmailSent(p.maskedAddress(), p.until(), true)))
        : Doorway.told(now, touch);
  }

  /// Whether a slip can be printed, and was not yet.
  static boolean offersSlip(Occupied now, Phase.EmailSent p) {
    return !p.slipped() && now.around().hall().prints();
  }

  private static Step print(Occupied now, Slip slip) {
    String language = now.around().appearance().language();
    return now.go(new Phase.Printing(slip, 0), new Effect.PrintSlip(slip.then().until(), language));
  }

  static Step printed(Occupied now, Event.FromPrinter event) {
    return switch (now.phase()) {
      case Phase.Printing p -> printing(now, p.job(), event);
      case Phase.TakingPaper p -> atTheMouth(now, p.job(), event);
      case Phase.Busy _, Phase.Told _, Phase.Asked _ -> now.stay();
    };
  }

  private static Step printing(Occupied now, Job job, Event.FromPrinter event) {
    return switch (event) {
      case Event.PaperComing(int percent) ->
          Step.to(now.at(new Phase.Printing(job, percent)).under(now.cover()));
      case Event.PaperOut _ -> done(now, job).go(new Phase.TakingPaper(job, true, false));
      case Event.PaperGone(Paper outcome, boolean watched, _)
          when outcome == Paper.DELIVERED && !watched ->
          done(now, job).go(new Phase.TakingPaper(job, false, false));
      case Event.PaperGone(Paper outcome, _, _) when outcome == Paper.DELIVERED ->
          done(now, job).go(job.then());
      case Event.PaperGone(_, _, var trouble) -> now.go(troubled(job, trouble));
    };
  }

  /// A slip is no service.
  private static Occupied done(Occupied now, Job job) {
    return switch (job) {
      case Order order -> now.having(order.service());
      case Slip _ -> now;
    };
  }

  private static Step atTheMouth(Occupied now, Job job, Event.FromPrinter event) {
    return switch (event) {
      case Event.PaperComing _, Event.PaperOut _ -> now.stay();
      case Event.PaperGone(Paper outcome, boolean watched, _)
          when outcome == Paper.DELIVERED && !watched ->
          now.go(new Phase.TakingPaper(job, false, false));
      case Event.PaperGone(Paper outcome, _, _) when outcome == Paper.DELIVERED ->
          now.go(job.then());
      case Event.PaperGone(_, _, var trouble) -> now.go(troubled(job, trouble));
    };
  }

  private static Phase troubled(Job job, Optional<PrintTroubleShown> trouble) {
    return new Phase.PaperTrouble(job, trouble.orElse(PrintTroubleShown.UNKNOWN));
  }

  /// The printer never said what became of the paper.
  static Step lost(Occupied now, Phase.Printing p) {
    return now.go(new Phase.PaperTrouble(p.job(), PrintTroubleShown.UNKNOWN));
  }

  /// A paper that nobody can see leave has had its time; one that is watched is about to be taken
  /// back, and the person is told.
  static Step waitedFor(Occupied now) {
    if (!(now.phase() instanceof Phase.TakingPaper(Job job, boolean watched, _))) {
      return now.stay();
    }
    return watched ? Step.to(now.at(new Phase.TakingPaper(job, true, true))) : now.go(job.then());
  }

  static Step taking(Occupied now, Phase.TakingPaper p, Touch touch) {
    return !p.watched() && touch.equals(new Touch.Press(Action.PROCEED))
        ? now.go(p.job().then())
        : now.stay();
  }

  static Step trouble(Occupied now, Phase.PaperTrouble p, Touch touch) {
    if (again(now, p) && touch.equals(new Touch.Press(Action.PROCEED))) {
      return switch (p.job()) {
        case Order order -> prepare(now, order);
        case Slip slip -> print(now, slip);
      };
    }
    return touch.equals(new Touch.Press(Action.PROCEED))
            || touch.equals(new Touch.Press(Action.DECLINE))
            || touch.equals(new Touch.Press(Action.BACK))
        ? now.go(p.job().then())
        : now.stay();
  }

  /// Whether the paper can be printed once more: the person surely has no good one, and the printer
  /// can.
  static boolean again(Occupied now, Phase.PaperTrouble p) {
    return p.trouble() != PrintTroubleShown.UNKNOWN
        && switch (p.job()) {
          case Order order -> now.around().hall().offers(order.service());
          case Slip _ -> now.around().hall().prints();
        };
  }

  private Papers() {}
}
