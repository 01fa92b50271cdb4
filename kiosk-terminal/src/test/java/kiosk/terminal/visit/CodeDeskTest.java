package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.CodeBlock;
import kiosk.terminal.visit.ScreenModel.CodeNotice;
import kiosk.terminal.visit.ScreenModel.MailTrouble;
import kiosk.terminal.visit.Touch.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The code at the kiosk: what its keypad and its keyboard take, and what to do without it.
class CodeDeskTest {

  private static final Visit VISIT = new Visit(Visit.Patience.STANDARD);
  private static final String MASKED = "m•••e@e•••.test";
  private static final Optional<CodeNotice> NO_NOTICE = Optional.empty();

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

  @Test
  void c7_aForgottenCodeIsMailedAndTheMailedOneOpensTheVisit() {
    State forgotten = after(asked(), Action.FORGOTTEN).state();
    assertThat(VISIT.frame(forgotten).screen())
        .isEqualTo(new ScreenModel.ForgottenCode(Optional.empty()));
    Step asking = after(forgotten, Action.PROCEED);
    assertThat(contents(asking).getFirst()).isInstanceOf(ActContent.MailCode.class);

    State sent = answered(asking, new ActReply.CodeMailed(MASKED));
    assertThat(VISIT.frame(sent).screen()).isEqualTo(mailed(0, Optional.of(MASKED), NO_NOTICE));
    Step tried = after(typed(sent, "48210937"), Action.PROCEED);
    assertThat(contents(tried))
        .containsExactly(
            new ActContent.LogInMailed(visit(tried), Catalogue.HOLDER.nir(), "48210937"));
    State in = answered(tried, Catalogue.loggedIn(ActReply.Step.NEW_CODE));
    assertThat(VISIT.frame(in).screen())
        .as("C2: a code of one's own")
        .isEqualTo(new ScreenModel.ChooseCode(false, 0, Optional.empty()));
  }

  @Test
  void c7_withoutAValidatedAddressThePersonIsSentToTheDesk() {
    Step asking = after(after(asked(), Action.FORGOTTEN).state(), Action.PROCEED);
    State told = answered(asking, new ActReply.CodeNotMailed(ActReply.MailFault.NO_ADDRESS));
    assertThat(VISIT.frame(told).screen())
        .isEqualTo(new ScreenModel.CodeBlocked(CodeBlock.NO_ADDRESS, false));
    assertThat(after(told, Action.FORGOTTEN).state()).as("nothing to try again").isEqualTo(told);
    assertThat(after(told, Action.PROCEED).state()).isInstanceOf(State.Leaving.class);
  }

  @Test
  void c6_c7_whoComesBackWithTheCodeNeedNotAskAgain() {
    State forgotten = after(asked(), Action.FORGOTTEN).state();
    State back = after(forgotten, Action.DECLINE).state();
    assertThat(VISIT.frame(back).screen()).isEqualTo(mailed(0, Optional.empty(), NO_NOTICE));
    Step wrong = after(typed(back, "11223344"), Action.PROCEED);
    State again = answered(wrong, new ActReply.CodeWrong(2, Optional.empty()));
    assertThat(VISIT.frame(again).screen())
        .isEqualTo(mailed(0, Optional.empty(), Optional.of(new CodeNotice.Wrong(2))));
    Step late = after(typed(again, "11223344"), Action.PROCEED);
    State over =
        answered(late, new ActReply.CodeNotTaken(ActReply.CodeState.EXPIRED, Optional.empty()));
    assertThat(VISIT.frame(over).screen())
        .isEqualTo(new ScreenModel.ForgottenCode(Optional.of(MailTrouble.OVER)));
  }

  @Test
  void c7_aMailedCodeHasEightDigitsAndNothingElse() {
    State asked = after(after(asked(), Action.FORGOTTEN).state(), Action.DECLINE).state();
    Step shorter = after(typed(asked, "1234567"), Action.PROCEED);
    assertThat(contents(shorter)).isEmpty();
    assertThat(VISIT.frame(shorter.state()).screen())
        .isEqualTo(mailed(7, Optional.empty(), Optional.of(new CodeNotice.BadLength())));
    assertThat(VISIT.frame(typed(asked, "12a45é678 90")).screen())
        .isEqualTo(mailed(8, Optional.empty(), NO_NOTICE));
  }

  @Test
  void c7_c9_aLockedCodeCanBeReplacedByMail() {
    State checking = after(typed(asked(), "73915028"), Action.PROCEED).state();
    ActReply locked = new ActReply.CodeNotTaken(ActReply.CodeState.LOCKED, Optional.empty());
    State told = VISIT.next(checking, new Event.Answered(locked, Catalogue.NOW)).state();
    assertThat(VISIT.frame(told).screen())
        .isEqualTo(new ScreenModel.CodeBlocked(CodeBlock.LOCKED, true));
    assertThat(VISIT.frame(after(told, Action.FORGOTTEN).state()).screen())
        .isEqualTo(new ScreenModel.ForgottenCode(Optional.empty()));
  }

  @Test
  void c7_c9_whoMustWaitCanHaveACodeMailedInstead() {
    State checking = after(typed(asked(), "73915028"), Action.PROCEED).state();
    ActReply wait =
        new ActReply.CodeWrong(1, Optional.of(Catalogue.NOW.plus(Duration.ofMinutes(8))));
    State waiting = VISIT.next(checking, new Event.Answered(wait, Catalogue.NOW)).state();
    assertThat(VISIT.frame(waiting).screen()).isInstanceOf(ScreenModel.CodeWait.class);
    assertThat(VISIT.frame(after(waiting, Action.FORGOTTEN).state()).screen())
        .isEqualTo(new ScreenModel.ForgottenCode(Optional.empty()));
  }

  @Test
  void c7_tooManyMailsAndAServerThatIsAwayAreSaidAndCanBeTriedAgain() {
    Step asking = after(after(asked(), Action.FORGOTTEN).state(), Action.PROCEED);
    State enough = answered(asking, new ActReply.CodeNotMailed(ActReply.MailFault.TOO_MANY_MAILS));
    assertThat(VISIT.frame(enough).screen())
        .isEqualTo(new ScreenModel.ForgottenCode(Optional.of(MailTrouble.TOO_MANY_MAILS)));
    State away = VISIT.next(asking.state(), new Event.Unanswered(false)).state();
    assertThat(VISIT.frame(away).screen()).isInstanceOf(ScreenModel.Failed.class);
    assertThat(VISIT.frame(after(away, Action.PROCEED).state()).screen())
        .isEqualTo(new ScreenModel.ForgottenCode(Optional.empty()));
  }

  @Test
  void e3_beforeAValidatedAddressIsChangedTheCodeIsAskedOnceMoreAndWhy() {
    State asked = changing();
    assertThat(VISIT.frame(asked).screen()).isEqualTo(codeAgain(Optional.empty()));
    Step tried = after(typed(asked, Catalogue.CODE), Action.PROCEED);
    assertThat(contents(tried))
        .containsExactly(new ActContent.ConfirmCode(Catalogue.SESSION, Catalogue.CODE));
    State right = answered(tried, new ActReply.CodeRight());
    assertThat(VISIT.frame(right).screen())
        .isInstanceOfSatisfying(
            ScreenModel.EnterEmail.class,
            email -> assertThat(email.current()).contains(Catalogue.MASKED));
  }

  @Test
  void e3_theMenuIsOneStepBackFromTheCodeThatIsAskedOnceMore() {
    State asked = changing();
    assertThat(VISIT.frame(asked).canGoBack()).isTrue();
    assertThat(VISIT.frame(after(asked, Action.BACK).state()).screen())
        .isInstanceOf(ScreenModel.Menu.class);
    State letters = after(asked, Action.LETTERS).state();
    assertThat(VISIT.frame(after(letters, Action.BACK).state()).screen())
        .isEqualTo(codeAgain(Optional.empty()));
    assertThat(VISIT.frame(asked()).canGoBack()).as("nothing before the log-in").isFalse();
  }

  @Test
  void e3_c9_aWrongCodeTypedOnceMoreIsCountedWaitedForAndLockedAsAtTheLogIn() {
    Step tried = after(typed(changing(), "11223344"), Action.PROCEED);
    State wrong = answered(tried, new ActReply.CodeWrong(4, Optional.empty()));
    assertThat(VISIT.frame(wrong).screen())
        .isEqualTo(codeAgain(Optional.of(new CodeNotice.Wrong(4))));

    Duration minute = Duration.ofMinutes(1);
    ActReply wait = new ActReply.CodeWrong(1, Optional.of(Catalogue.NOW.plus(minute)));
    State waiting = answered(tried, wait);
    assertThat(VISIT.frame(waiting).screen()).isEqualTo(new ScreenModel.CodeWait(minute));
    State last = waiting;
    for (int second = 0; second < 60; second++) {
      last = VISIT.next(last, new Event.Touched(new Touch.Presence())).state();
      last = VISIT.next(last, new Event.Elapsed(Effect.Deadline.SECOND)).state();
    }
    assertThat(VISIT.frame(last).screen())
        .as("and then the code is asked again, not the address")
        .isEqualTo(codeAgain(Optional.of(new CodeNotice.TryAgain())));
    assertThat(VISIT.frame(after(waiting, Action.BACK).state()).screen())
        .as("nobody has to wait for what they no longer want")
        .isInstanceOf(ScreenModel.Menu.class);

    ActReply locked = new ActReply.CodeNotTaken(ActReply.CodeState.LOCKED, Optional.empty());
    assertThat(VISIT.frame(answered(tried, locked)).screen())
        .isEqualTo(new ScreenModel.CodeBlocked(CodeBlock.LOCKED, true));
  }

  @Test
  void e3_aSessionThatEndedMeanwhileIsSaid() {
    Step tried = after(typed(changing(), Catalogue.CODE), Action.PROCEED);
    assertThat(VISIT.frame(answered(tried, new ActReply.SessionOver())).screen())
        .isInstanceOfSatisfying(
            ScreenModel.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(ScreenModel.Failure.SESSION_OVER));
  }

  /// A member who wants to change a validated address.
  private static State changing() {
    return VISIT
        .next(
            Catalogue.after(VISIT, Catalogue.loggedIn()), Catalogue.open(ScreenModel.Service.EMAIL))
        .state();
  }

  private static ScreenModel codeAgain(Optional<CodeNotice> notice) {
    return new ScreenModel.EnterCode(Catalogue.HOLDER.givenName(), true, 0, false, notice);
  }

  private static State answered(Step asking, ActReply reply) {
    return VISIT.next(asking.state(), new Event.Answered(reply, Catalogue.NOW)).state();
  }

  private static List<ActContent> contents(Step step) {
    return step.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((Effect.Send) effect).content())
        .toList();
  }

  private static UUID visit(Step step) {
    return ((State.Occupied) step.state()).visit();
  }

  private static ScreenModel mailed(
      int typed, Optional<String> sentTo, Optional<CodeNotice> notice) {
    return new ScreenModel.EnterMailedCode(typed, sentTo, notice);
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
    return contents(step).stream().map(content -> ((ActContent.LogIn) content).code()).findFirst();
  }

  private static ScreenModel enterCode(int typed, boolean letters, Optional<CodeNotice> notice) {
    return new ScreenModel.EnterCode(Catalogue.HOLDER.givenName(), false, typed, letters, notice);
  }
}
