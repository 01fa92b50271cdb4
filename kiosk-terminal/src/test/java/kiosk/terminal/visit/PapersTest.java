package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActContent.Paper;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.ActReply.AttestationFault;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.visit.ScreenModel.Availability;
import kiosk.terminal.visit.ScreenModel.Failure;
import kiosk.terminal.visit.ScreenModel.PrintTroubleShown;
import kiosk.terminal.visit.ScreenModel.Service;
import kiosk.terminal.visit.State.Hall;
import kiosk.terminal.visit.Touch.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Papers about payments, from the menu to the hand (rule S1), and a paper that is printed again.
final class PapersTest {

  private static final Visit VISIT = new Visit(Visit.Patience.STANDARD);
  private static final YearMonth LAST_MONTH = YearMonth.of(2026, 2);

  private final State menu = Catalogue.after(VISIT, Catalogue.loggedIn());

  @Test
  void s1_aStatementIsOfOneOfTheLast27Months() {
    State choosing = opened(Service.STATEMENT);
    assertThat(shown(choosing))
        .isEqualTo(new ScreenModel.ChooseMonth(Service.STATEMENT, LAST_MONTH, true, false));
    assertThat(pressed(choosing, Action.NEXT_PAGE))
        .as("this month is not over")
        .isEqualTo(choosing);
    State earliest = choosing;
    for (int i = 0; i < 30; i++) {
      earliest = pressed(earliest, Action.PREVIOUS_PAGE);
    }
    YearMonth first = LAST_MONTH.minusMonths(26);
    assertThat(shown(earliest))
        .isEqualTo(new ScreenModel.ChooseMonth(Service.STATEMENT, first, false, true));
    State confirming = pressed(earliest, Action.PROCEED);
    assertThat(shown(confirming)).isEqualTo(new ScreenModel.ConfirmPrint(Service.STATEMENT, false));
    assertThat(sent(step(confirming, Action.PROCEED)))
        .containsExactly(new ActContent.IssueStatement(Catalogue.SESSION, first));
  }

  @Test
  void s1_noMonthIsOfferedThatTheServerDoesNotGoBackTo() {
    Hall hall = Catalogue.hall(Availability.AVAILABLE);
    Figures three = new Figures(15, 30, 7, 21, 3);
    Hall other =
        new Hall(hall.offers(), hall.prints(), hall.serverAwaySince(), hall.outOfService(), three);
    State earliest = VISIT.next(opened(Service.STATEMENT), new Event.HallChanged(other)).state();
    for (int i = 0; i < 5; i++) {
      earliest = pressed(earliest, Action.PREVIOUS_PAGE);
    }
    YearMonth first = LAST_MONTH.minusMonths(2);
    assertThat(shown(earliest))
        .isEqualTo(new ScreenModel.ChooseMonth(Service.STATEMENT, first, false, true));
  }

  @Test
  void s1_allowancesGoFromTheFirstOfAMonthToToday() {
    State choosing = pressed(opened(Service.ALLOWANCES), Action.PREVIOUS_PAGE);
    State confirming = pressed(choosing, Action.PROCEED);
    LocalDate from = LAST_MONTH.minusMonths(1).atDay(1);
    assertThat(sent(step(confirming, Action.PROCEED)))
        .containsExactly(new ActContent.IssueAllowances(Catalogue.SESSION, from, Catalogue.TODAY));
  }

  @Test
  void s1_whatIsPrintedIsWhatWasIssuedAndCountsAsDone() {
    Step printing = issued(Service.STATEMENT, Catalogue.paid());
    assertThat(printing.effects())
        .contains(new Effect.Print(Catalogue.SESSION, Catalogue.paid().paper(), false, "fr"));
    State taken = gone(printing.state(), Paper.DELIVERED, Optional.empty());
    assertThat(taken)
        .isInstanceOfSatisfying(
            State.Occupied.class, o -> assertThat(o.done()).containsExactly(Service.STATEMENT));
    assertThat(shown(taken)).isInstanceOf(ScreenModel.Menu.class);
  }

  @Test
  void backLeadsFromTheMonthToTheMenu() {
    assertThat(pressed(opened(Service.ALLOWANCES), Action.BACK)).isEqualTo(menu);
  }

  @Test
  void nothingPaidIsSaidAndTheMenuIsThereAgain() {
    Step refused =
        issued(Service.ALLOWANCES, new ActReply.AttestationRefused(AttestationFault.NOTHING_PAID));
    assertThat(shown(refused.state()))
        .isInstanceOfSatisfying(
            ScreenModel.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(Failure.NOTHING_PAID));
    assertThat(shown(pressed(refused.state(), Action.PROCEED)))
        .isInstanceOf(ScreenModel.Menu.class);
  }

  @ParameterizedTest
  @EnumSource(value = PrintTroubleShown.class, mode = Mode.EXCLUDE, names = "UNKNOWN")
  void aPaperThatFailedCanBePrintedOnceMoreAsANewDocument(PrintTroubleShown trouble) {
    State failed = failed(trouble);
    assertThat(again(failed)).isTrue();
    Step again = step(failed, Action.PROCEED);
    assertThat(sent(again))
        .containsExactly(new ActContent.IssueStatement(Catalogue.SESSION, LAST_MONTH));
    assertThat(shown(pressed(failed, Action.DECLINE))).isInstanceOf(ScreenModel.Menu.class);
  }

  @Test
  void whatMayHaveComeOutIsNotPrintedTwice() {
    State failed = failed(PrintTroubleShown.UNKNOWN);
    assertThat(again(failed)).isFalse();
    assertThat(sent(step(failed, Action.PROCEED))).isEmpty();
  }

  @Test
  void withoutPaperNothingIsOfferedAgain() {
    Event noPaper = new Event.HallChanged(Catalogue.hall(Availability.NO_PAPER));
    State failed = VISIT.next(failed(PrintTroubleShown.SPOILED), noPaper).state();
    assertThat(again(failed)).isFalse();
    assertThat(sent(step(failed, Action.PROCEED))).isEmpty();
  }

  private State failed(PrintTroubleShown trouble) {
    State printing = issued(Service.STATEMENT, Catalogue.paid()).state();
    return gone(printing, Paper.SPOILED, Optional.of(trouble));
  }

  private static boolean again(State failed) {
    return ((ScreenModel.PrintFailed) shown(failed)).again();
  }

  private Step issued(Service service, ActReply reply) {
    State confirming = pressed(opened(service), Action.PROCEED);
    State preparing = pressed(confirming, Action.PROCEED);
    return VISIT.next(preparing, new Event.Answered(reply, Catalogue.NOW));
  }

  private static State gone(State printing, Paper outcome, Optional<PrintTroubleShown> trouble) {
    return VISIT.next(printing, new Event.PaperGone(outcome, true, trouble)).state();
  }

  private State opened(Service service) {
    return VISIT.next(menu, Catalogue.open(service)).state();
  }

  private static State pressed(State state, Action action) {
    return step(state, action).state();
  }

  private static Step step(State state, Action action) {
    return VISIT.next(state, Catalogue.press(action));
  }

  private static ScreenModel shown(State state) {
    return VISIT.frame(state).screen();
  }

  private static List<ActContent> sent(Step step) {
    return step.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((Effect.Send) effect).content())
        .toList();
  }
}
