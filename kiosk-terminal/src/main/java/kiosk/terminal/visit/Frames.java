package kiosk.terminal.visit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.MailDomain;
import kiosk.contract.act.ActReply;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.visit.Frame.StepOf;
import kiosk.terminal.visit.ScreenModel.Offer;
import kiosk.terminal.visit.ScreenModel.PhoneKind;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.ScreenModel.WarningCause;
import kiosk.terminal.visit.ScreenModel.Work;
import kiosk.terminal.visit.State.Cover;
import kiosk.terminal.visit.State.Hall;
import kiosk.terminal.visit.State.Member;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;

/// What a state looks like.
final class Frames {

  static Frame of(State state, Visit.Patience patience) {
    return switch (state) {
      case State.Vacant v when v.helping() ->
          bare(v, new ScreenModel.Help(topic(vacant(v.around().hall()))), true);
      case State.Vacant v -> bare(v, vacant(v.around().hall()), false);
      case State.Leaving l -> bare(l, new ScreenModel.TakeCard(l.forgotten()), false);
      case State.Parting p -> bare(p, new ScreenModel.Goodbye(), false);
      case Occupied o -> occupied(o, patience);
    };
  }

  private static Frame bare(State state, ScreenModel screen, boolean canGoBack) {
    return new Frame(
        screen, state.around().appearance(), Optional.empty(), canGoBack, false, figures(state));
  }

  private static ScreenModel vacant(Hall hall) {
    return hall.outOfService()
        .<ScreenModel>map(ScreenModel.OutOfService::new)
        .orElseGet(() -> new ScreenModel.Idle(invited(hall), hall.serverAwaySince()));
  }

  /// Of the papers, the one that most people come for.
  private static List<Offer> invited(Hall hall) {
    return hall.offers().stream()
        .filter(o -> o.service() != Service.ALLOWANCES && o.service() != Service.STATEMENT)
        .toList();
  }

  private static Frame occupied(Occupied now, Visit.Patience patience) {
    ScreenModel below = screen(now);
    ScreenModel seen =
        switch (now.cover()) {
          case Cover.None _ -> below;
          case Cover.Help _ -> new ScreenModel.Help(topic(below));
          case Cover.Warning(int left, var limit) ->
              new ScreenModel.StillThere(left, patience.warningSeconds(), why(limit));
        };
    boolean back = now.cover() instanceof Cover.Help || canGoBack(now.phase());
    return new Frame(seen, now.around().appearance(), step(now.phase()), back, true, figures(now));
  }

  private static Figures figures(State now) {
    return now.around().hall().figures();
  }

  private static WarningCause why(Optional<State.Limit> limit) {
    return limit
        .map(end -> end.last() ? WarningCause.LAST_TIME : WarningCause.TIME)
        .orElse(WarningCause.IDLE);
  }

  private static String topic(ScreenModel screen) {
    return screen.getClass().getSimpleName();
  }

  private static ScreenModel screen(Occupied now) {
    return switch (now.phase()) {
      case Phase.Busy busy -> working(busy);
      case Phase.Refused p -> new ScreenModel.CardRefused(p.trouble());
      case Phase.CodeShut p -> new ScreenModel.CodeBlocked(p.block(), CodeDesk.byMail(p));
      case Phase.ForgettingCode p -> new ScreenModel.ForgottenCode(p.trouble());
      case Phase.EnteringMailedCode p ->
          new ScreenModel.EnterMailedCode(p.typed().length(), p.sentTo(), p.notice());
      case Phase.EmailSent p ->
          new ScreenModel.EmailSent(p.maskedAddress(), Papers.offersSlip(now, p));
      case Phase.EnteringCode p -> code(p);
      case Phase.WaitingForCode p -> new ScreenModel.CodeWait(p.left());
      case Phase.ReadingTerms p ->
          new ScreenModel.Terms(p.member().termsVersion(), p.page(), Enrolment.TERMS_PAGES);
      case Phase.ChoosingCode p ->
          new ScreenModel.ChooseCode(p.first().isPresent(), p.typed().length(), p.trouble());
      case Phase.GivingPhone p -> new ScreenModel.EnterPhone(p.kind(), p.typed(), p.trouble());
      case Phase.Consenting p ->
          new ScreenModel.Consent(
              Contacts.question(p), p.answers().size() + 1, Contacts.questions());
      case Phase.AwaitingEmail p ->
          new ScreenModel.EmailWaiting(p.waiting().link(), p.waiting().maskedAddress());
      case Phase.GivingEmail p -> email(p);
      case Phase.AtMenu p ->
          new ScreenModel.Menu(p.member().holder().givenName(), menu(now.around().hall()));
      case Phase.ChoosingMonth p ->
          new ScreenModel.ChooseMonth(
              p.service(), p.month(), p.ago() < figures(now).statementMonths(), p.ago() > 1);
      case Phase.ConfirmingPrint p ->
          new ScreenModel.ConfirmPrint(p.order().service(), p.order().largePrint());
      case Phase.TakingPaper p -> new ScreenModel.TakeTicket(p.urged());
      case Phase.PaperTrouble p ->
          new ScreenModel.PrintFailed(p.trouble(), Papers.again(now, p), reference(now.visit()));
      case Phase.Failing p -> new ScreenModel.Failed(p.failure(), reference(now.visit()));
    };
  }

  private static ScreenModel working(Phase.Busy busy) {
    return switch (busy) {
      case Phase.Reading _ -> new ScreenModel.Working(Work.READING_CARD, Optional.empty());
      case Phase.CheckingCode _, Phase.CheckingMailedCode _ ->
          new ScreenModel.Working(Work.CHECKING_CODE, Optional.empty());
      case Phase.MailingCode _ -> new ScreenModel.Working(Work.MAILING_CODE, Optional.empty());
      case Phase.Saving _ -> new ScreenModel.Working(Work.SAVING, Optional.empty());
      case Phase.PreparingPaper _ ->
          new ScreenModel.Working(Work.PREPARING_DOCUMENT, Optional.empty());
      case Phase.Printing p -> new ScreenModel.Working(Work.PRINTING, Optional.of(p.percent()));
    };
  }

  private static ScreenModel code(Phase.EnteringCode p) {
    return new ScreenModel.EnterCode(
        p.person().holder().givenName(),
        p.person() instanceof Member,
        p.typed().length(),
        p.letters(),
        p.notice());
  }

  private static ScreenModel email(Phase.GivingEmail p) {
    boolean replaces = !p.member().pending().contains(ActReply.Step.EMAIL);
    return new ScreenModel.EnterEmail(
        p.first().isPresent(),
        p.typed(),
        replaces ? p.member().maskedEmail() : Optional.empty(),
        p.first().flatMap(MailDomain::meant),
        p.trouble());
  }

  private static List<Offer> menu(Hall hall) {
    return hall.offers().stream().filter(o -> o.service() != Service.FIRST_ACCESS).toList();
  }

  /// Short enough to be read out, and of no use to anybody but the desk.
  private static String reference(UUID visit) {
    String hex = visit.toString().toUpperCase(Locale.ROOT);
    return hex.substring(0, 4) + "-" + hex.substring(4, 8);
  }

  /// What belongs to the first access or to a new address (rule O4); the services do not.
  private static Optional<StepOf> step(Phase phase) {
    int number = number(phase);
    return number == 0 ? Optional.empty() : Optional.of(new StepOf(number, 4));
  }

  /// 1/4 access, 2/4 log-in, 3/4 personalisation, 4/4 validation; 0 for none.
  private static int number(Phase phase) {
    return switch (phase) {
      case Phase.Reading _, Phase.Refused _ -> 1;
      case Phase.EnteringCode _, Phase.CheckingCode _, Phase.WaitingForCode _ -> 2;
      case Phase.CodeShut _, Phase.ForgettingCode _, Phase.MailingCode _ -> 2;
      case Phase.EnteringMailedCode _, Phase.CheckingMailedCode _ -> 2;
      case Phase.ReadingTerms _, Phase.ChoosingCode _, Phase.GivingPhone _ -> 3;
      case Phase.Consenting _, Phase.Saving _ -> 3;
      case Phase.AwaitingEmail _, Phase.GivingEmail _ -> 3;
      case Phase.EmailSent _ -> 4;
      case Phase.Printing(State.Slip _, _), Phase.TakingPaper(State.Slip _, _, _) -> 4;
      case Phase.PaperTrouble(State.Slip _, _) -> 4;
      case Phase.Failing p -> p.back().map(Frames::number).orElse(0);
      case Phase.Busy _, Phase.Asked _ -> 0;
    };
  }

  private static boolean canGoBack(Phase phase) {
    return switch (phase) {
      case Phase.EnteringCode p -> p.letters() || p.person() instanceof Member;
      case Phase.WaitingForCode p -> p.person() instanceof Member;
      case Phase.ReadingTerms p -> p.page() > 1;
      case Phase.ChoosingCode p -> p.first().isPresent();
      case Phase.GivingPhone p -> p.kind() == PhoneKind.LANDLINE;
      case Phase.ForgettingCode _, Phase.EnteringMailedCode _ -> true;
      case Phase.Consenting _, Phase.ChoosingMonth _, Phase.ConfirmingPrint _ -> true;
      case Phase.PaperTrouble _ -> true;
      case Phase.GivingEmail p -> p.first().isPresent() || Enrolment.leavesEmail(p.member());
      case Phase.Failing p -> p.back().isPresent();
      case Phase.CodeShut _, Phase.AwaitingEmail _ -> false;
      case Phase.AtMenu _, Phase.TakingPaper _ -> false;
      case Phase.Busy _, Phase.Told _ -> false;
    };
  }

  private Frames() {}
}
