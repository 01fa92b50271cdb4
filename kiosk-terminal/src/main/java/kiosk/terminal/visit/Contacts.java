package kiosk.terminal.visit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.contract.act.ActReply;
import kiosk.terminal.typing.Typed;
import kiosk.terminal.visit.ScreenModel.ConsentQuestion;
import kiosk.terminal.visit.ScreenModel.PhoneKind;
import kiosk.terminal.visit.ScreenModel.PhoneTrouble;
import kiosk.terminal.visit.State.Member;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;
import kiosk.terminal.visit.Touch.Action;

/// The rows of the telephone numbers and of the four questions about promotion (rules P1, P2).
final class Contacts {

  private static final int MOST_OF_A_NUMBER = 20;
  private static final int LEAST_DIGITS = 10;
  private static final List<ConsentQuestion> QUESTIONS = List.of(ConsentQuestion.values());

  static Phase.GivingPhone ask(Member member, Optional<PhoneTrouble> trouble) {
    return new Phase.GivingPhone(member, PhoneKind.MOBILE, "", "", trouble);
  }

  static Step phone(Occupied now, Phase.GivingPhone p, Touch touch) {
    return switch (touch) {
      case Touch.Key(int c) when accepts(c) && p.typed().length() < MOST_OF_A_NUMBER ->
          now.go(typed(p, p.typed() + Character.toString(c)));
      case Touch.Erase _ -> now.go(typed(p, Enrolment.erased(p.typed())));
      case Touch.EraseAll _ -> now.go(typed(p, ""));
      case Touch.Press(var action) when action == Action.PROCEED -> given(now, p);
      case Touch.Press(var action) when action == Action.DECLINE -> settled(now, p, "");
      case Touch.Press(var action) when action == Action.BACK && p.kind() == PhoneKind.LANDLINE ->
          now.go(typed(ask(p.member(), Optional.empty()), p.mobile()));
      case Touch.Key _, Touch.Press _, Touch.Choose _, Touch.Open _, Touch.Presence _ -> now.stay();
    };
  }

  private static boolean accepts(int c) {
    return Typed.digit(c) || c == '+' || c == ' ' || c == '.';
  }

  private static Phase.GivingPhone typed(Phase.GivingPhone p, String typed) {
    return new Phase.GivingPhone(p.member(), p.kind(), p.mobile(), typed, Optional.empty());
  }

  private static Step given(Occupied now, Phase.GivingPhone p) {
    long digits = p.typed().chars().filter(Typed::digit).count();
    return digits >= LEAST_DIGITS
        ? settled(now, p, p.typed())
        : now.go(
            wrong(p, p.typed().isBlank() ? PhoneTrouble.NONE_GIVEN : PhoneTrouble.NOT_A_NUMBER));
  }

  private static Step settled(Occupied now, Phase.GivingPhone p, String number) {
    if (p.kind() == PhoneKind.MOBILE) {
      return now.go(
          new Phase.GivingPhone(p.member(), PhoneKind.LANDLINE, number, "", Optional.empty()));
    }
    return now.go(
        p.mobile().isEmpty() && number.isEmpty()
            ? ask(p.member(), Optional.of(PhoneTrouble.NONE_GIVEN))
            : new Phase.Consenting(p.member(), p.mobile(), number, List.of()));
  }

  private static Phase wrong(Phase.GivingPhone p, PhoneTrouble trouble) {
    return new Phase.GivingPhone(p.member(), p.kind(), p.mobile(), p.typed(), Optional.of(trouble));
  }

  static ConsentQuestion question(Phase.Consenting p) {
    return QUESTIONS.get(Math.min(p.answers().size(), QUESTIONS.size() - 1));
  }

  static int questions() {
    return QUESTIONS.size();
  }

  static Step consent(Occupied now, Phase.Consenting p, Touch touch) {
    return touch instanceof Touch.Press(Action action)
        ? switch (action) {
          case PROCEED -> answered(now, p, true);
          case DECLINE -> answered(now, p, false);
          case BACK -> now.go(back(p));
          case LETTERS, FORGOTTEN, NEXT_PAGE, PREVIOUS_PAGE, LARGE_PRINT, SLIP, STOP, HELP ->
              now.stay();
        }
        : now.stay();
  }

  private static Phase back(Phase.Consenting p) {
    int given = p.answers().size();
    return given == 0
        ? new Phase.GivingPhone(
            p.member(), PhoneKind.LANDLINE, p.mobile(), p.landline(), Optional.empty())
        : new Phase.Consenting(
            p.member(), p.mobile(), p.landline(), p.answers().subList(0, given - 1));
  }

  private static Step answered(Occupied now, Phase.Consenting p, boolean yes) {
    List<Boolean> answers = new ArrayList<>(p.answers());
    answers.add(yes);
    Phase.Consenting next = new Phase.Consenting(p.member(), p.mobile(), p.landline(), answers);
    if (answers.size() < QUESTIONS.size()) {
      return now.go(next);
    }
    // To come back to the last question, not past it, if the server cannot take the answers.
    return now.go(new Phase.Saving(p.member(), p), save(next, now.around().appearance()));
  }

  private static Effect save(Phase.Consenting p, Frame.Appearance appearance) {
    Map<ConsentKind, Boolean> answers = new EnumMap<>(ConsentKind.class);
    for (int i = 0; i < QUESTIONS.size(); i++) {
      answers.put(ConsentKind.valueOf(QUESTIONS.get(i).name()), p.answers().get(i));
    }
    return new Effect.SaveContact(
        p.member().session(),
        Optional.of(p.mobile()).filter(n -> !n.isEmpty()),
        Optional.of(p.landline()).filter(n -> !n.isEmpty()),
        answers,
        appearance.language());
  }

  /// Where to mend what the server did not take.
  static Phase rejected(Phase.Saving saving, ActReply.ContactFault fault) {
    Member member = saving.member();
    String mobile = saving.from() instanceof Phase.Consenting c ? c.mobile() : "";
    String landline = saving.from() instanceof Phase.Consenting c ? c.landline() : "";
    Phase.GivingPhone first = ask(member, Optional.empty());
    return switch (fault) {
      case MOBILE -> wrong(typed(first, mobile), PhoneTrouble.NOT_A_NUMBER);
      case LANDLINE ->
          new Phase.GivingPhone(
              member, PhoneKind.LANDLINE, mobile, landline, Optional.of(PhoneTrouble.NOT_A_NUMBER));
      case NONE_GIVEN -> ask(member, Optional.of(PhoneTrouble.NONE_GIVEN));
      case CONSENT_MISSING -> new Phase.Consenting(member, mobile, landline, List.of());
    };
  }

  private Contacts() {}
}
