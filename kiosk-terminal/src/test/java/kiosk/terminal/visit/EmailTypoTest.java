package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.terminal.visit.Touch.Action;
import org.junit.jupiter.api.Test;

/// An address at a domain that looks mistyped: the person is asked, and has the last word.
final class EmailTypoTest {

  private static final Visit VISIT = new Visit(Visit.Patience.STANDARD);
  private static final String TYPED = "canary@gmial.com";

  private State state = Catalogue.after(VISIT, Catalogue.loggedIn(ActReply.Step.EMAIL));

  @Test
  void aMistypedDomainIsAskedAboutBeforeTheAddressIsTypedAgain() {
    type(TYPED);
    assertThat(shown().meant()).as("not while it is being typed").isEmpty();
    press(Action.PROCEED);
    assertThat(shown().again()).isTrue();
    assertThat(shown().meant()).contains("gmail.com");
    press(Action.BACK);
    assertThat(shown().typed()).as("as it was typed").isEqualTo(TYPED);
  }

  @Test
  void nothingIsCorrectedSilently() {
    type(TYPED);
    press(Action.PROCEED);
    type(TYPED);
    List<Effect> effects = press(Action.PROCEED);
    assertThat(effects)
        .contains(new Effect.Send(new ActContent.EnterEmail(Catalogue.SESSION, TYPED)));
  }

  @Test
  void aGoodDomainIsNotAskedAbout() {
    type("canary@exemple.test");
    press(Action.PROCEED);
    assertThat(shown().meant()).isEqualTo(Optional.empty());
  }

  private void type(String text) {
    text.chars().forEach(c -> state = VISIT.next(state, Catalogue.key(c)).state());
  }

  private List<Effect> press(Action action) {
    Step step = VISIT.next(state, Catalogue.press(action));
    state = step.state();
    return step.effects();
  }

  private ScreenModel.EnterEmail shown() {
    return (ScreenModel.EnterEmail) VISIT.frame(state).screen();
  }
}
