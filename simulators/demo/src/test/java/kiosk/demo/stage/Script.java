package kiosk.demo.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import kiosk.demo.visit.Screen;
import kiosk.demo.visit.StepException;

/// An ordinary person's whole visit as a list of moves, and what the kiosk has told by the screens
/// that were shown.
final class Script {

  /// The screens of a visit that nothing disturbs, in order.
  static final List<String> SCREENS =
      List.of(
          "EnterCode",
          "Menu",
          "ConfirmPrint",
          "TakeTicket",
          "Menu",
          "EnterCode",
          "EnterEmail",
          "EmailSent");

  private static final Set<String> LEAVING = Set.of("TakeCard", "Goodbye", "Idle");

  private final Theatre theatre;
  private final Screen screen;
  private final String persona;
  private final String address;
  private final List<String> told = new ArrayList<>();

  Script(Theatre theatre, Screen screen, String persona, String address) {
    this.theatre = theatre;
    this.screen = screen;
    this.persona = persona;
    this.address = address;
  }

  /// The screens that were shown, in order.
  List<String> told() {
    return List.copyOf(told);
  }

  /// Plays until the end, or until the kiosk is gone or shows something else.
  ///
  /// @param moved is told the number of each move just made, from 0
  void play(IntConsumer moved) throws StepException, InterruptedException {
    screen.awaitInvitation();
    String shown = "Idle";
    for (int move = 0; move < SCREENS.size(); move++) {
      make(move);
      moved.accept(move);
      shown = screen.awaitOther(shown);
      told.add(shown);
      if (!shown.equals(SCREENS.get(move))) {
        throw new StepException("move " + move + " leads to " + shown);
      }
    }
    screen.press("PROCEED");
    theatre.reader().remove();
    while (!shown.equals("Idle")) {
      shown = screen.awaitOther(shown);
      if (!LEAVING.contains(shown)) {
        throw new StepException("the visit does not end: " + shown);
      }
    }
  }

  private void make(int move) throws StepException {
    switch (move) {
      case 0 -> theatre.reader().insert(persona);
      case 1, 6 -> {
        screen.type(Theatre.codeOf(persona));
        screen.press("PROCEED");
      }
      case 2 -> screen.open("ATTESTATION");
      case 3 -> screen.press("PROCEED");
      case 4 -> {
        theatre.printer().take();
        screen.press("PROCEED");
      }
      case 5 -> screen.open("EMAIL");
      case 7 -> {
        screen.type(address);
        screen.press("PROCEED");
        screen.type(address);
        screen.press("PROCEED");
      }
      default -> throw new IllegalArgumentException("no move " + move);
    }
  }
}
