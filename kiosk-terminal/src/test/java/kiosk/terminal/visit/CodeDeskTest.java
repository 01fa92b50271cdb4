package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.CodeNotice;
import kiosk.terminal.visit.Touch.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The code at the kiosk: what its keypad and its keyboard take.
class CodeDeskTest {

  private static final Visit VISIT = new Visit(Visit.Patience.STANDARD);

  @ParameterizedTest
  @ValueSource(strings = {"4821", "73915028", "739150284", "7391502846173"})
  void c5_fourOrEightToThirteenDigitsGoToTheServer(String code) {
    assertThat(sent(after(typed(asked(), code), Action.PROCEED))).isEqualTo(Optional.of(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "482", "48213", "482136", "4821367"})
  void c5_anyOtherLengthIsSaidAndStaysHere(String code) {
    Step step = after(typed(asked(), code), Action.PROCEED);
    assertThat(sent(step)).isEmpty();
    assertThat(VISIT.frame(step.state()).screen())
        .isEqualTo(enterCode(code.length(), false, Optional.of(new CodeNotice.BadLength())));
  }

  @Test
  void c5_theKeypadTakesNoFourteenthDigitAndNoLetter() {
    State full = typed(asked(), "7391502846173");
    assertThat(VISIT.frame(typed(full, "9a")).screen())
        .isEqualTo(enterCode(13, false, Optional.empty()));
    assertThat(VISIT.frame(typed(asked(), "aé!")).screen())
        .isEqualTo(enterCode(0, false, Optional.empty()));
  }

  @Test
  void c5_aCodeWithLettersOpensTheFullKeyboardAndGoesBackToDigits() {
    State letters = after(typed(asked(), "48"), Action.LETTERS).state();
    assertThat(VISIT.frame(letters).screen()).isEqualTo(enterCode(0, true, Optional.empty()));
    assertThat(sent(after(typed(letters, "Mot-2-passe"), Action.PROCEED)))
        .isEqualTo(Optional.of("Mot-2-passe"));
    assertThat(sent(after(typed(letters, "4821"), Action.PROCEED)))
        .as("four digits are no code with letters")
        .isEmpty();
    State digits = after(typed(letters, "Mot"), Action.BACK).state();
    assertThat(VISIT.frame(digits).screen()).isEqualTo(enterCode(0, false, Optional.empty()));
  }

  /// A person whose card is read and whose code is asked for.
  private static State asked() {
    State state = State.starting();
    List<Event> coming =
        List.of(
            new Event.HallChanged(Catalogue.hall(Availability.AVAILABLE)),
            Catalogue.inserted(Optional.empty()),
            new Event.CardRead(Catalogue.HOLDER));
    for (Event event : coming) {
      state = VISIT.next(state, event).state();
    }
    return state;
  }

  private static State typed(State from, String keys) {
    State state = from;
    for (int key : keys.codePoints().toArray()) {
      state = VISIT.next(state, Catalogue.key(key)).state();
    }
    return state;
  }

  private static Step after(State state, Action action) {
    return VISIT.next(state, Catalogue.press(action));
  }

  private static Optional<String> sent(Step step) {
    return step.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((ActContent.LogIn) ((Effect.Send) effect).content()).code())
        .findFirst();
  }

  private static ScreenModel enterCode(int typed, boolean letters, Optional<CodeNotice> notice) {
    return new ScreenModel.EnterCode(Catalogue.HOLDER.givenName(), typed, letters, notice);
  }
}
