package kiosk.terminal.visit;

import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.terminal.typing.Typed;
import kiosk.terminal.visit.ScreenModel.CardTrouble;
import kiosk.terminal.visit.ScreenModel.CodeBlock;
import kiosk.terminal.visit.ScreenModel.CodeNotice;
import kiosk.terminal.visit.ScreenModel.Failure;
import kiosk.terminal.visit.ScreenModel.MailTrouble;
import kiosk.terminal.visit.State.Holder;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;

/// The rows of a forgotten code: another is mailed, typed and checked (rules C6, C7).
final class CodeByMail {

  private static final int MAILED_DIGITS = 8;

  static Phase ask(Holder holder, Optional<MailTrouble> trouble) {
    return new Phase.ForgettingCode(holder, trouble);
  }

  static Step forgetting(Occupied now, Phase.ForgettingCode p, Touch touch) {
    if (!(touch instanceof Touch.Press(Touch.Action action))) {
      return now.stay();
    }
    return switch (action) {
      case PROCEED ->
          now.go(
              new Phase.MailingCode(p.holder()),
              new Effect.Send(new ActContent.MailCode(now.visit(), p.holder().nir())));
      case DECLINE -> now.go(askMailed(p.holder(), Optional.empty(), Optional.empty()));
      case BACK -> now.go(CodeDesk.ask(p.holder()), new Effect.AskOpening(now.visit(), p.holder()));
      case LETTERS, FORGOTTEN, NEXT_PAGE, PREVIOUS_PAGE, LARGE_PRINT, SLIP, STOP, HELP ->
          now.stay();
    };
  }

  static Step mailed(Occupied now, Phase.MailingCode p, Event.FromDesk event) {
    Holder holder = p.holder();
    return switch (event) {
      case Event.Opened _ -> now.stay();
      case Event.Unanswered _ -> retry(now, holder, Failure.SERVER_AWAY);
      case Event.Answered(ActReply.CodeMailed(var masked), _) ->
          now.go(askMailed(holder, Optional.of(masked), Optional.empty()));
      case Event.Answered(ActReply.CodeNotMailed(var fault), _) ->
          now.go(
              switch (fault) {
                case NO_ADDRESS -> new Phase.CodeShut(holder, CodeBlock.NO_ADDRESS);
                case TOO_MANY_MAILS -> ask(holder, Optional.of(MailTrouble.TOO_MANY_MAILS));
              });
      case Event.Answered(ActReply.CodeNotTaken(var state, _), _) ->
          now.go(
              new Phase.Refused(
                  state == ActReply.CodeState.OPPOSED
                      ? CardTrouble.OPPOSED
                      : CardTrouble.NO_ACCOUNT));
      case Event.Answered(ActReply.TryLater _, _) -> retry(now, holder, Failure.SERVER_BUSY);
      case Event.Answered _ -> now.go(new Phase.Failing(Failure.INTERNAL, Optional.empty()));
    };
  }

  private static Phase askMailed(
      Holder holder, Optional<String> sentTo, Optional<CodeNotice> notice) {
    return new Phase.EnteringMailedCode(holder, Typed.NOTHING, sentTo, notice);
  }

  static Step enteringMailed(Occupied now, Phase.EnteringMailedCode p, Touch touch) {
    return switch (touch) {
      case Touch.Key(int c) when Typed.digit(c) && p.typed().length() < MAILED_DIGITS ->
          now.go(typed(p, p.typed().and(c), Optional.empty()));
      case Touch.Erase _ -> now.go(typed(p, p.typed().erased(), Optional.empty()));
      case Touch.EraseAll _ -> now.go(typed(p, Typed.NOTHING, Optional.empty()));
      case Touch.Press(var action) when action == Touch.Action.PROCEED -> proceed(now, p);
      case Touch.Press(var action) when action == Touch.Action.BACK ->
          now.go(ask(p.holder(), Optional.empty()));
      case Touch.Key _, Touch.Press _, Touch.Choose _, Touch.Open _, Touch.Presence _ -> now.stay();
    };
  }

  private static Phase typed(Phase.EnteringMailedCode p, Typed typed, Optional<CodeNotice> notice) {
    return new Phase.EnteringMailedCode(p.holder(), typed, p.sentTo(), notice);
  }

  private static Step proceed(Occupied now, Phase.EnteringMailedCode p) {
    return p.typed().length() < MAILED_DIGITS
        ? now.go(typed(p, p.typed(), Optional.of(new CodeNotice.BadLength())))
        : now.go(
            new Phase.CheckingMailedCode(p.holder()),
            new Effect.Send(
                new ActContent.LogInMailed(now.visit(), p.holder().nir(), p.typed().reveal())));
  }

  static Step checkedMailed(Occupied now, Phase.CheckingMailedCode p, Event.FromDesk event) {
    Holder holder = p.holder();
    return switch (event) {
      case Event.Opened _ -> now.stay();
      case Event.Unanswered _ -> retry(now, holder, Failure.SERVER_AWAY);
      case Event.Answered(ActReply.LoggedIn in, _) -> CodeDesk.welcome(now, holder, in);
      case Event.Answered(ActReply.CodeWrong(int left, _), _) ->
          now.go(askMailed(holder, Optional.empty(), Optional.of(new CodeNotice.Wrong(left))));
      case Event.Answered(ActReply.CodeNotTaken(var state, _), _) ->
          now.go(
              state == ActReply.CodeState.OPPOSED
                  ? new Phase.Refused(CardTrouble.OPPOSED)
                  : ask(holder, Optional.of(MailTrouble.OVER)));
      case Event.Answered(ActReply.TryLater _, _) -> retry(now, holder, Failure.SERVER_BUSY);
      case Event.Answered _ -> now.go(new Phase.Failing(Failure.INTERNAL, Optional.empty()));
    };
  }

  private static Step retry(Occupied now, Holder holder, Failure failure) {
    return now.go(new Phase.Failing(failure, Optional.of(ask(holder, Optional.empty()))));
  }

  private CodeByMail() {}
}
