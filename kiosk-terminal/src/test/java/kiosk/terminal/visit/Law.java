package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import kiosk.contract.act.ActContent;
import kiosk.terminal.typing.Typed;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.Touch.Action;

/// What holds for every step of every visit.
final class Law {

  private final Visit visit;

  Law(Visit visit) {
    this.visit = visit;
  }

  /// Checks one step.
  void check(State before, Event event, Step step) {
    State after = step.state();
    hold(visit.next(before, event).equals(step), "a pure function", after);
    Frame frame = visit.frame(after);
    nothingPersonalOutsideAVisit(after, frame);
    noCodeOnTheScreen(after, frame);
    neverStuck(after, frame);
    visitsBeginAndEndOnce(before, step);
    codesAndPapersComeFromTheirPlace(before, event, step);
    boolean out = after instanceof State.Vacant || after instanceof State.Parting;
    hold(!(event instanceof Event.CardRemoved) || out, "no card, no visit", after);
  }

  // Plain, since a matcher a step costs more than the machine.
  private static void hold(boolean held, String what, State state) {
    if (!held) {
      fail(what + ", at " + state);
    }
  }

  private static void nothingPersonalOutsideAVisit(State after, Frame frame) {
    if (!(after instanceof Occupied)) {
      String words = Words.in(after) + Words.in(frame);
      hold(Catalogue.CANARIES.stream().noneMatch(words::contains), "nothing personal", after);
      hold(after.secrets().findAny().isEmpty(), "no code", after);
    }
  }

  private static void noCodeOnTheScreen(State after, Frame frame) {
    List<Typed> typed = after.secrets().filter(t -> t.length() >= 3).toList();
    if (!typed.isEmpty()) {
      String words = Words.in(frame);
      hold(typed.stream().noneMatch(t -> words.contains(t.reveal())), "masked code", after);
    }
  }

  private void neverStuck(State after, Frame frame) {
    if (!(after instanceof Occupied)) {
      return;
    }
    State stopped = visit.next(after, Catalogue.press(Action.STOP)).state();
    State pulled = visit.next(after, new Event.CardRemoved()).state();
    hold(frame.canStop() && stopped instanceof State.Leaving, "can be stopped", after);
    hold(pulled instanceof State.Vacant, "card out, nothing left", after);
    Step extended = visit.next(after, new Event.Touched(new Touch.Presence()));
    hold(wakes(extended), "somebody will look again", after);
  }

  private static boolean wakes(Step step) {
    return step.effects().stream()
        .anyMatch(e -> e instanceof Effect.Wake(var alarm) && alarm.isPresent());
  }

  private static void visitsBeginAndEndOnce(State before, Step step) {
    long begun = step.effects().stream().filter(Effect.Begin.class::isInstance).count();
    long ended = step.effects().stream().filter(Effect.End.class::isInstance).count();
    long wasOn = before instanceof Occupied ? 1 : 0;
    long isOn = step.state() instanceof Occupied ? 1 : 0;
    hold(wasOn + begun - ended == isOn, "every visit begins and ends once", step.state());
  }

  private static void codesAndPapersComeFromTheirPlace(State before, Event event, Step step) {
    for (Effect effect : step.effects()) {
      boolean right =
          switch (effect) {
            case Effect.Print _ ->
                event instanceof Event.Answered && at(before, Phase.PreparingPaper.class);
            case Effect.PrintSlip _ ->
                at(before, Phase.EmailSent.class) || at(before, Phase.PaperTrouble.class);
            case Effect.Send(ActContent.LogIn _), Effect.Send(ActContent.ConfirmCode _) ->
                at(before, Phase.EnteringCode.class);
            case Effect.Send(ActContent.MailCode _) -> at(before, Phase.ForgettingCode.class);
            case Effect.Send(ActContent.LogInMailed _) ->
                at(before, Phase.EnteringMailedCode.class);
            case Effect.Send(ActContent.ChooseCode _) -> at(before, Phase.ChoosingCode.class);
            case Effect.Send(ActContent.EnterEmail _) -> at(before, Phase.GivingEmail.class);
            case Effect.Send(ActContent.ResendEmail _) -> at(before, Phase.AwaitingEmail.class);
            case Effect.Send _, Effect.SaveContact _, Effect.ReadCard _ -> true;
            case Effect.Watch _, Effect.TakeTime _ -> true;
            case Effect.AskOpening _, Effect.Begin _, Effect.End _, Effect.Wake _ -> true;
          };
      hold(right, "effects come from their place", before);
    }
  }

  private static boolean at(State state, Class<? extends Phase> phase) {
    return state instanceof Occupied o && phase.isInstance(o.phase());
  }
}
