package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActReply;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.ScreenModel.WarningCause;
import kiosk.terminal.visit.State.Limit;
import kiosk.terminal.visit.Touch.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The server's session ends: the person is warned in time and can go on (WCAG 2.2.1).
final class LimitTest {

  private static final Visit VISIT = new Visit(Visit.Patience.STANDARD);
  private static final Limit LIMIT = new Limit(Catalogue.SESSION, false);
  private static final Limit LAST = new Limit(Catalogue.SESSION, true);
  private static final Effect MORE = new Effect.TakeTime(Catalogue.SESSION, false);
  private static final Duration WARNED = Catalogue.LIFE.minusSeconds(30);

  @Test
  void theWarningComesThirtySecondsBeforeTheEndThatTheServerTold() {
    Step in = loggedIn(Frame.Appearance.DEFAULT);
    assertThat(in.effects()).contains(new Effect.Watch(LIMIT, WARNED)).doesNotContain(MORE);
    assertThat(after(in.state(), new Event.Prolonged(LAST, Duration.ofSeconds(40))).effects())
        .contains(new Effect.Watch(LAST, Duration.ofSeconds(10)));
    assertThat(after(in.state(), new Event.Prolonged(LAST, Duration.ofSeconds(20))).effects())
        .as("less than the warning is left")
        .contains(new Effect.Watch(LAST, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void whoNeedsMoreTimeHasItFromTheLogInOn(boolean low, boolean contrast) {
    assertThat(loggedIn(new Frame.Appearance("fr", low, contrast)).effects())
        .containsSubsequence(
            new Effect.Watch(LIMIT, WARNED), new Effect.TakeTime(Catalogue.SESSION, true));
  }

  @Test
  void anyTouchGoesOnWhereThePersonWasAndAsksForMoreTime() {
    State typing = Catalogue.after(VISIT, Catalogue.loggedIn(ActReply.Step.EMAIL));
    typing = after(typing, Catalogue.key('c')).state();
    State warned = after(typing, new Event.Ending(LIMIT)).state();
    assertThat(VISIT.frame(warned).screen()).isEqualTo(warning(30, WarningCause.TIME));
    for (Event any :
        List.of(
            new Event.Touched(new Touch.Presence()),
            Catalogue.key('4'),
            Catalogue.press(Action.PROCEED),
            new Event.Touched(new Touch.Choose(Frame.Appearance.DEFAULT)))) {
      Step on = after(warned, any);
      assertThat(on.effects()).contains(MORE);
      assertThat(on.state()).as("nothing typed is lost").isEqualTo(typing);
    }
  }

  @Test
  void whoDoesNothingForThirtySecondsLeaves() {
    State state = after(menu(), new Event.Ending(LIMIT)).state();
    for (int left = 29; left > 0; left--) {
      Step second = after(state, new Event.Elapsed(Effect.Deadline.SECOND));
      state = second.state();
      assertThat(VISIT.frame(state).screen()).isEqualTo(warning(left, WarningCause.TIME));
      assertThat(second.effects()).doesNotContain(MORE);
    }
    Step over = after(state, new Event.Elapsed(Effect.Deadline.SECOND));
    assertThat(over.state()).isInstanceOf(State.Leaving.class);
    assertThat(over.effects()).doesNotContain(MORE);
  }

  @Test
  void aWarningOfAnIdleVisitBecomesOneOfTheEndWithTheTimeThatIsLeft() {
    State idle = after(menu(), new Event.Elapsed(Effect.Deadline.IDLE)).state();
    assertThat(VISIT.frame(idle).screen()).isEqualTo(warning(30, WarningCause.IDLE));
    assertThat(after(idle, new Event.Touched(new Touch.Presence())).effects())
        .as("no end is near")
        .doesNotContain(MORE);
    State later = after(idle, new Event.Elapsed(Effect.Deadline.SECOND)).state();
    State ending = after(later, new Event.Ending(LIMIT)).state();
    assertThat(VISIT.frame(ending).screen()).isEqualTo(warning(29, WarningCause.TIME));
    assertThat(after(ending, new Event.Touched(new Touch.Presence())).effects()).contains(MORE);
  }

  @Test
  void aPersonWhoWaitsForTheKioskIsNotWarnedAndHasTheTime() {
    State confirming = after(menu(), Catalogue.open(Service.ATTESTATION)).state();
    State preparing = after(confirming, Catalogue.press(Action.PROCEED)).state();
    State printing =
        after(preparing, new Event.Answered(Catalogue.issued(), Catalogue.NOW)).state();
    State taking = after(printing, new Event.PaperOut()).state();
    for (State busy : List.of(preparing, printing, taking)) {
      Step step = after(busy, new Event.Ending(LIMIT));
      assertThat(step.state()).isEqualTo(busy);
      assertThat(step.effects()).contains(MORE);
      assertThat(after(busy, new Event.Ending(LAST)).effects())
          .as("asked once, not for ever")
          .doesNotContain(MORE);
    }
  }

  @Test
  void theLastTimeIsToldAndNothingMoreIsPromised() {
    State warned = after(menu(), new Event.Ending(LAST)).state();
    assertThat(VISIT.frame(warned).screen()).isEqualTo(warning(30, WarningCause.LAST_TIME));
    Step on = after(warned, new Event.Touched(new Touch.Presence()));
    assertThat(VISIT.frame(on.state()).screen()).isInstanceOf(ScreenModel.Menu.class);
    assertThat(on.effects()).doesNotContain(MORE);
  }

  @Test
  void whoeverLeavesOrIsToldThatItIsOverIsAskedNothing() {
    State warned = after(menu(), new Event.Ending(LIMIT)).state();
    assertThat(after(warned, Catalogue.press(Action.STOP)).effects()).doesNotContain(MORE);
    assertThat(after(warned, new Event.CardRemoved()).effects()).doesNotContain(MORE);
    State saving = Catalogue.after(VISIT, Catalogue.loggedIn(ActReply.EmailLink.ACTIVE));
    saving = after(saving, Catalogue.press(Action.PROCEED)).state();
    State sent =
        after(
                saving,
                new Event.Answered(
                    new ActReply.EmailEntered(Catalogue.MASKED, Catalogue.NOW), Catalogue.NOW))
            .state();
    assertThat(after(sent, new Event.Ending(LIMIT)).state()).isEqualTo(sent);
  }

  /// The log-in of somebody for whom the screen is set like this.
  private static Step loggedIn(Frame.Appearance appearance) {
    State state = State.starting();
    for (Event event :
        List.of(
            new Event.HallChanged(Catalogue.hall(ScreenModel.Availability.AVAILABLE)),
            new Event.Touched(new Touch.Choose(appearance)),
            Catalogue.inserted(Optional.empty()),
            new Event.CardRead(Catalogue.HOLDER))) {
      state = after(state, event).state();
    }
    for (int digit : Catalogue.CODE.chars().toArray()) {
      state = after(state, Catalogue.key(digit)).state();
    }
    State checking = after(state, Catalogue.press(Action.PROCEED)).state();
    return after(checking, new Event.Answered(Catalogue.loggedIn(), Catalogue.NOW));
  }

  private static State menu() {
    return Catalogue.after(VISIT, Catalogue.loggedIn());
  }

  private static Step after(State state, Event event) {
    return VISIT.next(state, event);
  }

  private static ScreenModel warning(int left, WarningCause cause) {
    return new ScreenModel.StillThere(left, 30, cause);
  }
}
