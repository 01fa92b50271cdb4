package kiosk.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.visit.VisitOpening;
import kiosk.terminal.typing.Typed;
import kiosk.terminal.visit.ScreenModel.CardTrouble;
import kiosk.terminal.visit.ScreenModel.CodeBlock;
import kiosk.terminal.visit.ScreenModel.CodeNotice;
import kiosk.terminal.visit.ScreenModel.Failure;
import kiosk.terminal.visit.State.Holder;
import kiosk.terminal.visit.State.Member;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Person;
import kiosk.terminal.visit.State.Phase;

/// The rows of the code: may it be asked, is it right, when may it be tried again; at the log-in,
/// and once more before a validated address is changed (rule E3).
final class CodeDesk {

  private static final int MOST_DIGITS = 13;
  private static final int MOST_LETTERS = 50;

  static Phase.EnteringCode ask(Person person) {
    return new Phase.EnteringCode(person, Typed.NOTHING, false, Optional.empty());
  }

  /// The code screen stands already; a refusal takes its place.
  static Step opened(Occupied now, Event.Opened event) {
    if (!(now.phase() instanceof Phase.EnteringCode p)) {
      return now.stay();
    }
    return switch (event.opening()) {
      case VisitOpening.AskCode _ -> now.stay();
      case VisitOpening.Wait(var until) -> now.go(pause(p.person(), until, event.now()));
      case VisitOpening.CodeLocked _ ->
          now.go(new Phase.CodeShut(p.person().holder(), CodeBlock.CLOSED));
      case VisitOpening.NoAccount _ -> now.go(new Phase.Refused(CardTrouble.NO_ACCOUNT));
      case VisitOpening.TemporaryNumber _ ->
          now.go(new Phase.Refused(CardTrouble.TEMPORARY_NUMBER));
      case VisitOpening.CardOpposed _ -> now.go(new Phase.Refused(CardTrouble.OPPOSED));
      case VisitOpening.UnknownPerson _ -> now.go(new Phase.Refused(CardTrouble.UNKNOWN_PERSON));
      case VisitOpening.TryLater _ when now.around().hall().serverAwaySince().isPresent() ->
          now.go(new Phase.Failing(Failure.SERVER_AWAY, Optional.of(ask(p.person()))));
      case VisitOpening.TryLater _ -> now.stay();
    };
  }

  static Step entering(Occupied now, Phase.EnteringCode p, Touch touch) {
    return switch (touch) {
      case Touch.Key(int c) -> now.go(typed(p, accepts(p, c) ? p.typed().and(c) : p.typed()));
      case Touch.Erase _ -> now.go(typed(p, p.typed().erased()));
      case Touch.EraseAll _ -> now.go(typed(p, Typed.NOTHING));
      case Touch.Press(var action) -> pressed(now, p, action);
      case Touch.Choose _, Touch.Open _, Touch.Presence _ -> now.stay();
    };
  }

  private static Step pressed(Occupied now, Phase.EnteringCode p, Touch.Action action) {
    return switch (action) {
      case PROCEED -> proceed(now, p);
      case LETTERS ->
          now.go(new Phase.EnteringCode(p.person(), Typed.NOTHING, !p.letters(), Optional.empty()));
      case FORGOTTEN -> now.go(CodeByMail.ask(p.person().holder(), Optional.empty()));
      case BACK -> p.letters() ? now.go(ask(p.person())) : back(now, p.person());
      case DECLINE, NEXT_PAGE, PREVIOUS_PAGE, LARGE_PRINT, SLIP, STOP, HELP -> now.stay();
    };
  }

  private static Step proceed(Occupied now, Phase.EnteringCode p) {
    if (!complete(p)) {
      return now.go(
          new Phase.EnteringCode(
              p.person(), p.typed(), p.letters(), Optional.of(new CodeNotice.BadLength())));
    }
    return now.go(
        new Phase.CheckingCode(p.person(), p.letters()),
        new Effect.Send(
            switch (p.person()) {
              case Holder holder ->
                  new ActContent.LogIn(now.visit(), holder.nir(), p.typed().reveal());
              case Member member ->
                  new ActContent.ConfirmCode(member.session(), p.typed().reveal());
            }));
  }

  /// Nothing comes before the log-in.
  private static Step back(Occupied now, Person person) {
    return person instanceof Member member ? now.go(new Phase.AtMenu(member)) : now.stay();
  }

  static Step checked(Occupied now, Phase.CheckingCode p, Event.FromDesk event) {
    return switch (event) {
      case Event.Opened _ -> now.stay();
      case Event.Unanswered _ -> retry(now, p, Failure.SERVER_AWAY);
      case Event.Answered(ActReply.LoggedIn in, _) -> welcome(now, p.person().holder(), in);
      case Event.Answered(ActReply.CodeRight _, _) when p.person() instanceof Member member ->
          now.go(Enrolment.askEmail(member, Optional.empty()));
      case Event.Answered(ActReply.SessionOver _, _) ->
          now.go(new Phase.Failing(Failure.SESSION_OVER, Optional.empty()));
      case Event.Answered(ActReply.CodeWrong(int left, Optional<Instant> until), Instant at) ->
          until.isPresent() ? now.go(pause(p.person(), until.get(), at)) : wrong(now, p, left);
      case Event.Answered(ActReply.CodeNotTaken(var state, var until), Instant at) ->
          notTaken(now, p, state, until.orElse(at), at);
      case Event.Answered(ActReply.TryLater _, _) -> retry(now, p, Failure.SERVER_BUSY);
      case Event.Answered _ -> now.go(new Phase.Failing(Failure.INTERNAL, Optional.empty()));
    };
  }

  static Step welcome(Occupied now, Holder holder, ActReply.LoggedIn in) {
    return Enrolment.forward(
        now,
        new Member(
            holder,
            in.session(),
            in.pending(),
            in.termsVersion(),
            in.maskedEmail(),
            in.waitingEmail(),
            in.today()));
  }

  /// A wrong code. After the last try the server is asked again what is possible now.
  private static Step wrong(Occupied now, Phase.CheckingCode p, int left) {
    Step again =
        now.go(
            new Phase.EnteringCode(
                p.person(), Typed.NOTHING, p.letters(), Optional.of(new CodeNotice.Wrong(left))));
    return left > 0 ? again : again.and(new Effect.AskOpening(now.visit(), p.person().holder()));
  }

  private static Step notTaken(
      Occupied now, Phase.CheckingCode p, ActReply.CodeState state, Instant until, Instant at) {
    return now.go(
        switch (state) {
          case TOO_SOON -> pause(p.person(), until, at);
          case LOCKED -> new Phase.CodeShut(p.person().holder(), CodeBlock.LOCKED);
          case VOID -> new Phase.CodeShut(p.person().holder(), CodeBlock.VOID);
          case EXPIRED -> new Phase.CodeShut(p.person().holder(), CodeBlock.EXPIRED);
          case NO_ACCOUNT -> new Phase.Refused(CardTrouble.NO_ACCOUNT);
          case OPPOSED -> new Phase.Refused(CardTrouble.OPPOSED);
        });
  }

  private static Step retry(Occupied now, Phase.CheckingCode p, Failure failure) {
    Phase again = new Phase.EnteringCode(p.person(), Typed.NOTHING, p.letters(), Optional.empty());
    return now.go(new Phase.Failing(failure, Optional.of(again)));
  }

  private static Phase pause(Person person, Instant until, Instant at) {
    Duration left = Duration.between(at, until);
    return left.isPositive() ? new Phase.WaitingForCode(person, left, 0) : tryAgain(person);
  }

  static Step waiting(Occupied now, Phase.WaitingForCode p, Touch touch) {
    if (touch.equals(new Touch.Press(Touch.Action.FORGOTTEN))) {
      return now.go(CodeByMail.ask(p.person().holder(), Optional.empty()));
    }
    Occupied seen = now.at(new Phase.WaitingForCode(p.person(), p.left(), 0));
    return touch.equals(new Touch.Press(Touch.Action.BACK))
        ? back(seen, p.person())
        : Step.to(seen);
  }

  /// One second less to wait.
  static Occupied second(Occupied now, Phase.WaitingForCode p) {
    Duration left = p.left().minusSeconds(1);
    return now.at(
        left.isPositive()
            ? new Phase.WaitingForCode(p.person(), left, p.untouched() + 1)
            : tryAgain(p.person()));
  }

  /// Whether another code can be asked for by mail.
  static boolean byMail(Phase.CodeShut p) {
    return p.block() != CodeBlock.NO_ADDRESS;
  }

  static Step shut(Occupied now, Phase.CodeShut p, Touch touch) {
    if (touch.equals(new Touch.Press(Touch.Action.FORGOTTEN)) && byMail(p)) {
      return now.go(CodeByMail.ask(p.holder(), Optional.empty()));
    }
    return Doorway.told(now, touch);
  }

  private static Phase.EnteringCode tryAgain(Person person) {
    return new Phase.EnteringCode(
        person, Typed.NOTHING, false, Optional.of(new CodeNotice.TryAgain()));
  }

  private static Phase.EnteringCode typed(Phase.EnteringCode p, Typed typed) {
    return new Phase.EnteringCode(p.person(), typed, p.letters(), Optional.empty());
  }

  private static boolean accepts(Phase.EnteringCode p, int c) {
    return p.letters()
        ? p.typed().length() < MOST_LETTERS && Typed.printable(c)
        : p.typed().length() < MOST_DIGITS && Typed.digit(c);
  }

  /// 4 or 8–13 digits, or 8–50 characters (rules C1, C3, C4).
  private static boolean complete(Phase.EnteringCode p) {
    int length = p.typed().length();
    return length >= 8 || (length == 4 && !p.letters());
  }

  private CodeDesk() {}
}
