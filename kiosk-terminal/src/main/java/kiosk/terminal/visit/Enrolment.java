package kiosk.terminal.visit;

import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.VisitEnd;
import kiosk.contract.act.ActReply;
import kiosk.terminal.typing.Typed;
import kiosk.terminal.visit.ScreenModel.EmailTrouble;
import kiosk.terminal.visit.ScreenModel.Failure;
import kiosk.terminal.visit.ScreenModel.NewCodeTrouble;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.State.Member;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.Touch.Action;

/// The rows of what must be settled before the menu: terms, personal code, e-mail, and of saving.
final class Enrolment {

  /// In how many pages the terms are shown.
  static final int TERMS_PAGES = 3;

  private static final int LEAST_DIGITS = 8;
  private static final int MOST_DIGITS = 13;
  private static final int MOST_OF_AN_ADDRESS = 254;

  /// The first thing that is left to do, or the menu.
  static Step forward(Occupied now, Member member) {
    if (member.pending().isEmpty()) {
      return now.go(new Phase.AtMenu(member));
    }
    return now.go(
        switch (member.pending().getFirst()) {
          case TERMS -> new Phase.ReadingTerms(member, 1);
          case NEW_CODE -> choose(member, Optional.empty());
          case CONTACT -> Contacts.ask(member, Optional.empty());
          case EMAIL -> email(member);
        });
  }

  static Step terms(Occupied now, Phase.ReadingTerms p, Touch touch) {
    if (!(touch instanceof Touch.Press(Action action))) {
      return now.stay();
    }
    return switch (action) {
      case NEXT_PAGE -> now.go(page(p, p.page() + 1));
      case PREVIOUS_PAGE, BACK -> now.go(page(p, p.page() - 1));
      case PROCEED -> accept(now, p);
      case DECLINE -> Doorway.leave(now, VisitEnd.REFUSED, false);
      case LETTERS, FORGOTTEN, LARGE_PRINT, SLIP, STOP, HELP -> now.stay();
    };
  }

  private static Phase page(Phase.ReadingTerms p, int page) {
    return new Phase.ReadingTerms(p.member(), Math.clamp(page, 1, TERMS_PAGES));
  }

  private static Step accept(Occupied now, Phase.ReadingTerms p) {
    Member member = p.member();
    return save(
        now, member, p, new ActContent.AcceptTerms(member.session(), member.termsVersion()));
  }

  private static Phase choose(Member member, Optional<NewCodeTrouble> trouble) {
    return new Phase.ChoosingCode(member, Optional.empty(), Typed.NOTHING, trouble);
  }

  static Step choosing(Occupied now, Phase.ChoosingCode p, Touch touch) {
    return switch (touch) {
      case Touch.Key(int c) when Typed.digit(c) && p.typed().length() < MOST_DIGITS ->
          now.go(typed(p, p.typed().and(c)));
      case Touch.Erase _ -> now.go(typed(p, p.typed().erased()));
      case Touch.EraseAll _ -> now.go(typed(p, Typed.NOTHING));
      case Touch.Press(var action) when action == Action.PROCEED -> chosen(now, p);
      case Touch.Press(var action) when action == Action.BACK ->
          now.go(choose(p.member(), Optional.empty()));
      case Touch.Key _, Touch.Press _, Touch.Choose _, Touch.Open _, Touch.Presence _ -> now.stay();
    };
  }

  private static Phase typed(Phase.ChoosingCode p, Typed typed) {
    return new Phase.ChoosingCode(p.member(), p.first(), typed, Optional.empty());
  }

  private static Step chosen(Occupied now, Phase.ChoosingCode p) {
    if (p.first().isPresent()) {
      return p.first().get().equals(p.typed())
          ? save(
              now,
              p.member(),
              p,
              new ActContent.ChooseCode(p.member().session(), p.typed().reveal()))
          : now.go(choose(p.member(), Optional.of(NewCodeTrouble.NOT_THE_SAME)));
    }
    return now.go(
        p.typed().length() < LEAST_DIGITS
            ? new Phase.ChoosingCode(
                p.member(), Optional.empty(), p.typed(), Optional.of(NewCodeTrouble.LENGTH))
            : new Phase.ChoosingCode(
                p.member(), Optional.of(p.typed()), Typed.NOTHING, Optional.empty()));
  }

  /// An address that waits is offered again before another is asked for.
  private static Phase email(Member member) {
    return member
        .waitingEmail()
        .<Phase>map(waiting -> new Phase.AwaitingEmail(member, waiting))
        .orElseGet(() -> askEmail(member, Optional.empty()));
  }

  static Step awaiting(Occupied now, Phase.AwaitingEmail p, Touch touch) {
    boolean again = p.waiting().maskedAddress().isPresent();
    if (touch.equals(new Touch.Press(Action.PROCEED)) && again) {
      return save(now, p.member(), p, new ActContent.ResendEmail(p.member().session()));
    }
    return touch.equals(new Touch.Press(again ? Action.DECLINE : Action.PROCEED))
        ? now.go(askEmail(p.member(), Optional.empty()))
        : now.stay();
  }

  static Phase askEmail(Member member, Optional<EmailTrouble> trouble) {
    return new Phase.GivingEmail(member, Optional.empty(), "", trouble);
  }

  static Step email(Occupied now, Phase.GivingEmail p, Touch touch) {
    return switch (touch) {
      case Touch.Key(int c) when c > ' ' && p.typed().length() < MOST_OF_AN_ADDRESS ->
          now.go(typed(p, p.typed() + Character.toString(c)));
      case Touch.Erase _ -> now.go(typed(p, erased(p.typed())));
      case Touch.EraseAll _ -> now.go(typed(p, ""));
      case Touch.Press(var action) when action == Action.PROCEED -> given(now, p);
      case Touch.Press(var action) when action == Action.BACK -> back(now, p);
      case Touch.Key _, Touch.Press _, Touch.Choose _, Touch.Open _, Touch.Presence _ -> now.stay();
    };
  }

  static String erased(String typed) {
    return typed.isEmpty()
        ? typed
        : typed.substring(0, typed.offsetByCodePoints(typed.length(), -1));
  }

  private static Phase typed(Phase.GivingEmail p, String typed) {
    return new Phase.GivingEmail(p.member(), p.first(), typed, Optional.empty());
  }

  private static Step given(Occupied now, Phase.GivingEmail p) {
    if (p.first().isPresent()) {
      return p.first().get().equals(p.typed())
          ? save(now, p.member(), p, new ActContent.EnterEmail(p.member().session(), p.typed()))
          : now.go(askEmail(p.member(), Optional.of(EmailTrouble.NOT_THE_SAME)));
    }
    int at = p.typed().lastIndexOf('@');
    boolean plausible = at > 0 && at < p.typed().length() - 1;
    return now.go(
        plausible
            ? new Phase.GivingEmail(p.member(), Optional.of(p.typed()), "", Optional.empty())
            : new Phase.GivingEmail(
                p.member(), Optional.empty(), p.typed(), Optional.of(EmailTrouble.MALFORMED)));
  }

  /// Whether there is something before the address to go back to.
  static boolean leavesEmail(Member member) {
    return member.pending().isEmpty() || member.waitingEmail().isPresent();
  }

  private static Step back(Occupied now, Phase.GivingEmail p) {
    if (p.first().isPresent()) {
      return now.go(
          new Phase.GivingEmail(p.member(), Optional.empty(), p.first().get(), Optional.empty()));
    }
    if (p.member().pending().isEmpty()) {
      return now.go(new Phase.AtMenu(p.member()));
    }
    return p.member().waitingEmail().isPresent() ? now.go(email(p.member())) : now.stay();
  }

  private static Step save(Occupied now, Member member, Phase from, ActContent content) {
    return now.go(new Phase.Saving(member, from), new Effect.Send(content));
  }

  static Step saved(Occupied now, Phase.Saving p, Event.FromDesk event) {
    return switch (event) {
      case Event.Opened _ -> now.stay();
      case Event.Unanswered(boolean kept) ->
          kept ? kept(now, p) : retry(now, p, Failure.SERVER_AWAY);
      case Event.Answered(ActReply reply, _) -> answered(now, p, reply);
    };
  }

  private static Step answered(Occupied now, Phase.Saving p, ActReply reply) {
    return switch (reply) {
      case ActReply.Done(var pending) -> forward(now, p.member().awaiting(pending));
      case ActReply.CodeRejected(var fault) ->
          now.go(choose(p.member(), Optional.of(trouble(fault))));
      case ActReply.ContactRejected(var fault) -> now.go(Contacts.rejected(p, fault));
      case ActReply.EmailEntered(var masked, var until) ->
          now.having(Service.EMAIL).go(new Phase.EmailSent(masked, until, false));
      case ActReply.EmailRejected(var fault) ->
          now.go(askEmail(p.member(), Optional.of(trouble(fault))));
      case ActReply.SessionOver _ ->
          now.go(new Phase.Failing(Failure.SESSION_OVER, Optional.empty()));
      case ActReply.TryLater _ -> retry(now, p, Failure.SERVER_BUSY);
      case ActReply.LoggedIn _,
          ActReply.TimeTaken _,
          ActReply.CodeRight _,
          ActReply.CodeWrong _,
          ActReply.CodeNotTaken _,
          ActReply.CodeMailed _,
          ActReply.CodeNotMailed _,
          ActReply.AttestationIssued _,
          ActReply.AttestationRefused _,
          ActReply.PaymentsIssued _,
          ActReply.Sealed _,
          ActReply.Conflict _,
          ActReply.Malformed _ ->
          now.go(new Phase.Failing(Failure.INTERNAL, Optional.empty()));
    };
  }

  /// What was given waits in the outbox. Only the address, which the server may still refuse, is
  /// the end of the visit; the rest goes on without the server's word.
  private static Step kept(Occupied now, Phase.Saving p) {
    List<ActReply.Step> pending = p.member().pending();
    if (p.from() instanceof Phase.GivingEmail || pending.isEmpty()) {
      return now.go(new Phase.Failing(Failure.KEPT, Optional.empty()));
    }
    return forward(now, p.member().awaiting(pending.subList(1, pending.size())));
  }

  private static Step retry(Occupied now, Phase.Saving p, Failure failure) {
    return now.go(new Phase.Failing(failure, Optional.of(p.from())));
  }

  private static NewCodeTrouble trouble(ActReply.CodeFault fault) {
    return switch (fault) {
      case LENGTH, NOT_DIGITS -> NewCodeTrouble.LENGTH;
      case RUN -> NewCodeTrouble.RUN;
      case REPEAT -> NewCodeTrouble.REPEAT;
      case PERSONAL -> NewCodeTrouble.PERSONAL;
      case SAME_AS_BEFORE -> NewCodeTrouble.SAME_AS_BEFORE;
    };
  }

  private static EmailTrouble trouble(ActReply.EmailFault fault) {
    return switch (fault) {
      case MALFORMED -> EmailTrouble.MALFORMED;
      case TAKEN -> EmailTrouble.TAKEN;
      case TOO_MANY_CHECKS -> EmailTrouble.TOO_MANY_CHECKS;
      case TOO_MANY_MAILS -> EmailTrouble.TOO_MANY_MAILS;
      case FORGOTTEN -> EmailTrouble.FORGOTTEN;
    };
  }

  private Enrolment() {}
}
