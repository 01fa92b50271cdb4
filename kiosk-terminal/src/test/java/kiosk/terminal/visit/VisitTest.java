package kiosk.terminal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kiosk.contract.act.ActReply;
import kiosk.terminal.visit.State.Cover;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The machine as a whole: long seeded walks, every pair, and the diagram drawn from them.
class VisitTest {

  private static final int STEPS = 120_000;
  private static final long SEED = 20260302;

  private static final Visit VISIT = new Visit(Visit.Patience.STANDARD);
  private static final Law LAW = new Law(VISIT);
  private static final Map<String, State> SEEN = new HashMap<>();
  private static final Diagram DIAGRAM = new Diagram();

  @BeforeAll
  static void walk() {
    Random random = new Random(SEED);
    List<Event> all = Catalogue.all();
    State state = State.starting();
    for (int i = 0; i < STEPS; i++) {
      Event event =
          random.nextInt(8) == 0
              ? all.get(random.nextInt(all.size()))
              : Catalogue.likely(state, random);
      Step step = VISIT.next(state, event);
      LAW.check(state, event, step);
      DIAGRAM.add(state, event, step.state());
      state = step.state();
      SEEN.putIfAbsent(kind(state), state);
    }
    SEEN.values()
        .forEach(seen -> all.forEach(e -> DIAGRAM.add(seen, e, VISIT.next(seen, e).state())));
  }

  @Test
  void aLongWalkSeesEveryPhaseAndEveryScreen() {
    Set<String> phases =
        SEEN.values().stream()
            .filter(Occupied.class::isInstance)
            .map(s -> ((Occupied) s).phase().getClass().getSimpleName())
            .collect(Collectors.toSet());
    assertThat(phases).containsExactlyInAnyOrderElementsOf(leaves(Phase.class));
    Set<String> screens =
        SEEN.values().stream()
            .map(s -> VISIT.frame(s).screen().getClass().getSimpleName())
            .collect(Collectors.toSet());
    Set<String> models = new HashSet<>();
    Arrays.stream(ScreenModel.class.getPermittedSubclasses())
        .forEach(c -> models.add(c.getSimpleName()));
    assertThat(screens).containsExactlyInAnyOrderElementsOf(models);
  }

  @Test
  void everyPairOfStateAndEventIsDefined() {
    List<Event> all = Catalogue.all();
    int pairs = 0;
    for (State state : SEEN.values()) {
      for (Event event : all) {
        LAW.check(state, event, VISIT.next(state, event));
        pairs++;
      }
    }
    assertThat(SEEN).hasSizeGreaterThan(40);
    assertThat(pairs).isEqualTo(SEEN.size() * all.size());
  }

  @Test
  void o6_helpIsOneTouchAwayWhereverAPersonIs() {
    for (State state : SEEN.values()) {
      if (state instanceof Occupied now && now.cover() instanceof Cover.None) {
        Step helped = VISIT.next(state, Catalogue.press(Touch.Action.HELP));
        assertThat(VISIT.frame(helped.state()).screen())
            .as(kind(state))
            .isInstanceOf(ScreenModel.Help.class);
        State back = VISIT.next(helped.state(), Catalogue.press(Touch.Action.BACK)).state();
        assertThat(VISIT.frame(back).screen())
            .as(kind(state))
            .isEqualTo(VISIT.frame(state).screen());
      }
    }
  }

  @Test
  void o4_everyScreenOfTheFirstAccessAndOfANewAddressSaysWhichStepItIs() {
    Map<Integer, Set<String>> steps = new TreeMap<>();
    for (State state : SEEN.values()) {
      if (state instanceof Occupied now && now.cover() instanceof Cover.None) {
        int number = VISIT.frame(state).step().map(Frame.StepOf::number).orElse(0);
        steps
            .computeIfAbsent(number, _ -> new TreeSet<>())
            .add(now.phase().getClass().getSimpleName());
      }
    }
    Set<String> anywhere = Set.of("Failing", "Printing", "TakingPaper", "PaperTrouble");
    steps.values().forEach(places -> places.removeAll(anywhere));
    assertThat(steps.get(1)).containsExactly("Reading", "Refused");
    assertThat(steps.get(2))
        .as("the code, be it typed at the log-in or once more")
        .containsExactly(
            "CheckingCode",
            "CheckingMailedCode",
            "CodeShut",
            "EnteringCode",
            "EnteringMailedCode",
            "ForgettingCode",
            "MailingCode",
            "WaitingForCode");
    assertThat(steps.get(3))
        .containsExactly(
            "AwaitingEmail",
            "ChoosingCode",
            "Consenting",
            "GivingEmail",
            "GivingPhone",
            "ReadingTerms",
            "Saving");
    assertThat(steps.get(4)).containsExactly("EmailSent");
    assertThat(steps.get(0))
        .as("the services are no steps")
        .containsExactly("AtMenu", "ChoosingMonth", "ConfirmingPrint", "PreparingPaper");
  }

  @Test
  void o4_whatInterruptsAStepIsStillThatStep() {
    State terms = Catalogue.after(VISIT, Catalogue.loggedIn(ActReply.Step.TERMS));
    State saving = VISIT.next(terms, Catalogue.press(Touch.Action.PROCEED)).state();
    State failing = VISIT.next(saving, new Event.Unanswered(false)).state();
    assertThat(VISIT.frame(failing).screen()).isInstanceOf(ScreenModel.Failed.class);
    assertThat(VISIT.frame(failing).step()).contains(new Frame.StepOf(3, 4));
    State helped = VISIT.next(failing, Catalogue.press(Touch.Action.HELP)).state();
    assertThat(VISIT.frame(helped).step()).contains(new Frame.StepOf(3, 4));

    State waiting = Catalogue.after(VISIT, Catalogue.loggedIn(ActReply.EmailLink.ACTIVE));
    State sending = VISIT.next(waiting, Catalogue.press(Touch.Action.PROCEED)).state();
    ActReply entered = new ActReply.EmailEntered(Catalogue.MASKED, Catalogue.NOW);
    State sent = VISIT.next(sending, new Event.Answered(entered, Catalogue.NOW)).state();
    State slip = VISIT.next(sent, Catalogue.press(Touch.Action.SLIP)).state();
    State taking = VISIT.next(slip, new Event.PaperOut()).state();
    assertThat(List.of(slip, taking))
        .as("the slip belongs to the validation")
        .allMatch(s -> VISIT.frame(s).step().equals(Optional.of(new Frame.StepOf(4, 4))));
  }

  @Test
  void theDiagramInTheReadmeIsTheMachine() throws IOException {
    Path drawn = Path.of("target/visit-diagram.md");
    Files.writeString(drawn, DIAGRAM.draw());
    assertThat(Files.readString(Path.of("README.md")))
        .as("README.md must hold the text of %s", drawn)
        .contains(DIAGRAM.draw());
  }

  private static String kind(State state) {
    return state instanceof Occupied o
        ? o.phase().getClass().getSimpleName() + "/" + cover(o.cover())
        : state.getClass().getSimpleName() + VISIT.frame(state).screen().getClass().getSimpleName();
  }

  private static String cover(Cover cover) {
    return cover.getClass().getSimpleName();
  }

  private static List<String> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(c -> leaves(c).stream()).toList()
        : Stream.of(type.getSimpleName()).toList();
  }
}
