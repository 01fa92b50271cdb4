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
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
