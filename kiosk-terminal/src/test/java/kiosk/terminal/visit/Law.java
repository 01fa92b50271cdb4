package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import kiosk.contract.act.ActContent;
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
    assertThat(visit.next(before, event)).as("a pure function").isEqualTo(step);
    Frame frame = visit.frame(after);
    nothingPersonalOutsideAVisit(after, frame);
    noCodeOnTheScreen(after, frame);
    neverStuck(after, frame);
    visitsBeginAndEndOnce(before, step);
    codesAndPapersComeFromTheirPlace(before, event, step);
    if (event instanceof Event.CardRemoved) {
      assertThat(after).isNotInstanceOfAny(Occupied.class, State.Leaving.class);
    }
  }

  private static void nothingPersonalOutsideAVisit(State after, Frame frame) {
    if (!(after instanceof Occupied)) {
      String words = Words.in(after) + Words.in(frame);
      assertThat(Catalogue.CANARIES).noneMatch(words::contains);
      assertThat(after.secrets()).isEmpty();
    }
  }

  private static void noCodeOnTheScreen(State after, Frame frame) {
    String words = Words.in(frame);
    after
        .secrets()
        .filter(typed -> typed.length() >= 3)
        .forEach(typed -> assertThat(words).doesNotContain(typed.reveal()));
  }

  private void neverStuck(State after, Frame frame) {
    if (!(after instanceof Occupied)) {
      return;
    }
    assertThat(frame.canStop()).isTrue();
    assertThat(visit.next(after, Catalogue.press(Action.STOP)).state())
        .isInstanceOf(State.Leaving.class);
    assertThat(visit.next(after, new Event.CardRemoved()).state()).isInstanceOf(State.Vacant.class);
    Step extended = visit.next(after, new Event.Touched(new Touch.Presence()));
    if (wakes(extended).isEmpty()) {
      fail("nobody will look again at " + after);
    }
  }

  private static List<Effect.Alarm> wakes(Step step) {
    return step.effects().stream()
        .filter(Effect.Wake.class::isInstance)
        .flatMap(e -> ((Effect.Wake) e).alarm().stream())
        .toList();
  }

  private static void visitsBeginAndEndOnce(State before, Step step) {
    long begun = step.effects().stream().filter(Effect.Begin.class::isInstance).count();
    long ended = step.effects().stream().filter(Effect.End.class::isInstance).count();
    long wasOn = before instanceof Occupied ? 1 : 0;
    long isOn = step.state() instanceof Occupied ? 1 : 0;
    assertThat(wasOn + begun - ended).as("visits under way: %s", step).isEqualTo(isOn);
  }

  private static void codesAndPapersComeFromTheirPlace(State before, Event event, Step step) {
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Print) {
        assertThat(before).isInstanceOf(Occupied.class);
        assertThat(((Occupied) before).phase()).isInstanceOf(Phase.PreparingPaper.class);
        assertThat(event).isInstanceOf(Event.Answered.class);
      }
      if (effect instanceof Effect.Send(ActContent.LogIn _)) {
        assertThat(((Occupied) before).phase()).isInstanceOf(Phase.EnteringCode.class);
      }
    }
  }
}
