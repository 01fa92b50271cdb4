package kiosk.demo.visit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One time at the kiosk, from the card in to the card out: answers every screen as the person
/// would, and stops at the first that is not what must come next.
final class Walk {

  private static final Set<String> PERSONALISATION =
      Set.of("Terms", "ChooseCode", "EnterPhone", "Consent", "EnterEmail");
  private static final Set<String> LOGGED_IN = with(PERSONALISATION, "Menu");
  private static final Set<String> LEAVING = Set.of("TakeCard", "Goodbye", "Idle");
  private static final int MOST_STEPS = 40;

  private final Screen screen;
  private final Hall hall;
  private final Steps steps;
  private final Answers answers;
  private final Deque<String> wishes;
  private Optional<byte[]> ticket = Optional.empty();
  private boolean emailEntered;
  private boolean codeChosen;

  /// @param wishes services to ask for in the menu, in order
  Walk(Screen screen, Hall hall, Steps steps, Answers answers, List<String> wishes) {
    this.screen = screen;
    this.hall = hall;
    this.steps = steps;
    this.answers = answers;
    this.wishes = new ArrayDeque<>(wishes);
  }

  /// Goes from the invitation to the invitation.
  void run() throws StepException, InterruptedException {
    String shown =
        steps.step(
            "put the card in the reader",
            () -> {
              hall.insertCard();
              return expect("Idle", Set.of("EnterCode"));
            });
    for (int i = 0; i < MOST_STEPS && !LEAVING.contains(shown); i++) {
      shown = answer(shown);
    }
    leave(shown);
  }

  /// The ticket that was printed, a PNG picture, if one was.
  Optional<byte[]> ticket() {
    return ticket;
  }

  /// Whether an address was entered, so that a mail must come.
  boolean emailEntered() {
    return emailEntered;
  }

  /// Whether the person has a new personal code now.
  boolean codeChosen() {
    return codeChosen;
  }

  private String answer(String shown) throws StepException, InterruptedException {
    return switch (shown) {
      case "EnterCode" ->
          steps.step("type the code", () -> typed(shown, answers.code(), LOGGED_IN));
      case "Terms" -> steps.step("accept the terms", () -> proceed(shown, PERSONALISATION));
      case "ChooseCode" -> steps.step("choose a personal code, twice", () -> chooseCode(shown));
      case "EnterPhone" -> steps.step("give a mobile number", () -> givePhone(shown));
      case "Consent" -> steps.step("refuse all promotion", () -> refusePromotion(shown));
      case "EnterEmail" -> steps.step("type an e-mail address, twice", () -> enterEmail(shown));
      case "EmailSent" ->
          steps.step("read that a mail is on its way", () -> proceed(shown, LEAVING));
      case "Menu" -> choose(shown);
      case "ConfirmPrint" ->
          steps.step("print the attestation", () -> proceed(shown, Set.of("TakeTicket")));
      case "TakeTicket" -> steps.step("take the ticket", () -> takeTicket(shown));
      default -> throw new StepException("no step answers the screen " + shown);
    };
  }

  private String choose(String shown) throws StepException, InterruptedException {
    String wish = wishes.poll();
    if (wish == null) {
      return steps.step(
          "stop the visit",
          () -> {
            screen.press("STOP");
            return expect(shown, LEAVING);
          });
    }
    return steps.step(
        "ask for " + wish.toLowerCase(Locale.ROOT),
        () -> {
          screen.open(wish);
          return expect(shown, Set.of("ConfirmPrint", "EnterCode", "TakeTicket"));
        });
  }

  private String typed(String shown, String text, Set<String> next)
      throws StepException, InterruptedException {
    screen.type(text);
    return proceed(shown, next);
  }

  private String proceed(String shown, Set<String> next)
      throws StepException, InterruptedException {
    screen.press("PROCEED");
    return expect(shown, next);
  }

  private String chooseCode(String shown) throws StepException, InterruptedException {
    screen.type(answers.newCode());
    screen.press("PROCEED");
    String next = typed(shown, answers.newCode(), LOGGED_IN);
    codeChosen = true;
    return next;
  }

  private String givePhone(String shown) throws StepException, InterruptedException {
    screen.type(answers.mobile());
    screen.press("PROCEED");
    screen.press("DECLINE"); // no landline
    return expect(shown, LOGGED_IN);
  }

  private String refusePromotion(String shown) throws StepException, InterruptedException {
    for (int question = 0; question < 4; question++) {
      screen.press("DECLINE");
    }
    return expect(shown, LOGGED_IN);
  }

  private String enterEmail(String shown) throws StepException, InterruptedException {
    screen.type(answers.email());
    screen.press("PROCEED");
    String next = typed(shown, answers.email(), Set.of("EmailSent"));
    emailEntered = true;
    return next;
  }

  private String takeTicket(String shown) throws StepException, InterruptedException {
    ticket = hall.takeTicket();
    if (ticket.isEmpty()) {
      throw new StepException("expected a ticket at the mouth of the printer, there is none");
    }
    return proceed(shown, with(LEAVING, "Menu"));
  }

  private void leave(String shown) throws StepException, InterruptedException {
    if (!LEAVING.contains(shown)) {
      throw new StepException("the visit does not end: still at " + shown);
    }
    steps.step(
        "take the card back",
        () -> {
          hall.removeCard();
          String left = shown;
          while (!left.equals("Idle")) {
            left = expect(left, LEAVING);
          }
          return left;
        });
  }

  private String expect(String left, Set<String> next) throws StepException, InterruptedException {
    String shown = screen.awaitOther(left);
    if (!next.contains(shown)) {
      throw new StepException(
          "expected the screen "
              + String.join(" or ", next.stream().sorted().toList())
              + ", got "
              + shown);
    }
    return shown;
  }

  private static Set<String> with(Set<String> screens, String more) {
    Set<String> all = new HashSet<>(screens);
    all.add(more);
    return Set.copyOf(all);
  }
}
