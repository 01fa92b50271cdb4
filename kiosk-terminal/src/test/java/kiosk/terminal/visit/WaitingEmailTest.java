package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.EmailFault;
import kiosk.contract.act.ActReply.EmailLink;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.EmailTrouble;
import kiosk.terminal.visit.ScreenModel.PrintTroubleShown;
import kiosk.terminal.visit.Touch.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody logs in at a kiosk whose address was never confirmed.
class WaitingEmailTest {

  private static final Visit VISIT = new Visit(Visit.Patience.STANDARD);
  private static final Instant UNTIL = Catalogue.NOW.plus(Duration.ofDays(7));
  private static final String MASKED = Catalogue.loggedIn().maskedEmail().orElseThrow();

  @ParameterizedTest
  @EnumSource(
      value = EmailLink.class,
      names = {"ACTIVE", "INACTIVE"})
  void e7_e8_anotherMailCanBeHadAtTheSameAddress(EmailLink link) {
    State waiting = loggedIn(link);
    assertThat(shown(waiting)).isEqualTo(new ScreenModel.EmailWaiting(link, Optional.of(MASKED)));
    Step asked = after(waiting, Action.PROCEED);
    assertThat(sent(asked)).hasExactlyElementsOfTypes(ActContent.ResendEmail.class);
    State done = answered(asked.state(), new ActReply.EmailEntered(MASKED, UNTIL));
    assertThat(shown(done)).as("E4").isEqualTo(new ScreenModel.EmailSent(MASKED, true));
  }

  @Test
  void e7_anotherAddressCanBeGivenInItsPlaceAndBackIsTheChoice() {
    State other = after(loggedIn(EmailLink.INACTIVE), Action.DECLINE).state();
    assertThat(shown(other)).isEqualTo(empty(Optional.empty()));
    assertThat(shown(after(other, Action.BACK).state()))
        .isInstanceOf(ScreenModel.EmailWaiting.class);
  }

  @Test
  void e7_anAddressThatWasForgottenIsSaidAndAskedForAnew() {
    State forgotten = loggedIn(EmailLink.FORGOTTEN);
    assertThat(shown(forgotten))
        .isEqualTo(new ScreenModel.EmailWaiting(EmailLink.FORGOTTEN, Optional.empty()));
    Step asked = after(forgotten, Action.PROCEED);
    assertThat(sent(asked)).as("there is nothing to send again").isEmpty();
    assertThat(shown(asked.state())).isEqualTo(empty(Optional.empty()));
  }

  @Test
  void e7_e8_whatTheServerDoesNotSendIsSaid() {
    State asked = after(loggedIn(EmailLink.ACTIVE), Action.PROCEED).state();
    assertThat(shown(answered(asked, new ActReply.EmailRejected(EmailFault.TOO_MANY_MAILS))))
        .isEqualTo(empty(Optional.of(EmailTrouble.TOO_MANY_MAILS)));
    assertThat(shown(answered(asked, new ActReply.EmailRejected(EmailFault.FORGOTTEN))))
        .as("erased in the meantime")
        .isEqualTo(empty(Optional.of(EmailTrouble.FORGOTTEN)));
  }

  @Test
  void e12_aSlipCanBePrintedOnTheWayOutAndTheVisitGoesOnFromThere() {
    State asked = after(loggedIn(EmailLink.ACTIVE), Action.PROCEED).state();
    State sent = answered(asked, new ActReply.EmailEntered(MASKED, UNTIL));
    Step printing = after(sent, Action.SLIP);
    assertThat(printing.effects()).contains(new Effect.PrintSlip(UNTIL, "fr"));
    State out = VISIT.next(printing.state(), new Event.PaperOut()).state();
    assertThat(shown(out)).isEqualTo(new ScreenModel.TakeTicket(false));
    State taken =
        VISIT
            .next(out, new Event.PaperGone(ActContent.Paper.DELIVERED, true, Optional.empty()))
            .state();
    assertThat(shown(taken))
        .as("one slip is enough")
        .isEqualTo(new ScreenModel.EmailSent(MASKED, false));
    assertThat(after(taken, Action.SLIP).state()).isEqualTo(taken);
  }

  @Test
  void e12_aSlipThatFailedCanBePrintedOnceMore() {
    State asked = after(loggedIn(EmailLink.ACTIVE), Action.PROCEED).state();
    State printing =
        after(answered(asked, new ActReply.EmailEntered(MASKED, UNTIL)), Action.SLIP).state();
    Event spoiled =
        new Event.PaperGone(ActContent.Paper.SPOILED, true, Optional.of(PrintTroubleShown.SPOILED));
    Step again = after(VISIT.next(printing, spoiled).state(), Action.PROCEED);
    assertThat(again.effects()).contains(new Effect.PrintSlip(UNTIL, "fr"));
  }

  @Test
  void e12_theSlipNeedsNoServer() {
    State asked = after(loggedIn(EmailLink.ACTIVE), Action.PROCEED).state();
    State sent = answered(asked, new ActReply.EmailEntered(MASKED, UNTIL));
    Event away = new Event.HallChanged(Catalogue.hall(Availability.SERVER_AWAY));
    assertThat(shown(VISIT.next(sent, away).state()))
        .isEqualTo(new ScreenModel.EmailSent(MASKED, true));
  }

  @Test
  void e12_withoutAPrinterNoSlipIsOffered() {
    State asked = after(loggedIn(EmailLink.ACTIVE), Action.PROCEED).state();
    State sent = answered(asked, new ActReply.EmailEntered(MASKED, UNTIL));
    Event noPaper = new Event.HallChanged(Catalogue.hall(Availability.NO_PAPER));
    State without = VISIT.next(sent, noPaper).state();
    assertThat(shown(without)).isEqualTo(new ScreenModel.EmailSent(MASKED, false));
    assertThat(after(without, Action.SLIP).state()).isEqualTo(without);
  }

  private static State loggedIn(EmailLink link) {
    return Catalogue.after(VISIT, Catalogue.loggedIn(link));
  }

  private static Step after(State state, Action action) {
    return VISIT.next(state, Catalogue.press(action));
  }

  private static State answered(State state, ActReply reply) {
    return VISIT.next(state, new Event.Answered(reply, Catalogue.NOW)).state();
  }

  private static ScreenModel shown(State state) {
    return VISIT.frame(state).screen();
  }

  private static ScreenModel empty(Optional<EmailTrouble> trouble) {
    return new ScreenModel.EnterEmail(false, "", Optional.empty(), Optional.empty(), trouble);
  }

  private static List<ActContent> sent(Step step) {
    return step.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((Effect.Send) effect).content())
        .toList();
  }
}
