package kiosk.terminal.visit;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kiosk.terminal.visit.State.Occupied;
import kiosk.terminal.visit.State.Phase;

/// Draws the transitions that were seen, as Mermaid. What holds in every phase is left out: card
/// out, card swapped, stop, idle.
final class Diagram {

  private static final int MOST_LABELS = 3;

  private final Map<String, TreeSet<String>> arrows = new TreeMap<>();

  void add(State before, Event event, State after) {
    String from = place(before);
    String to = place(after);
    boolean common =
        before instanceof Occupied && (!(after instanceof Occupied) || to.equals("Reading"));
    boolean swap = event instanceof Event.CardInserted && before instanceof Occupied;
    boolean choice =
        before instanceof Occupied(_, _, _, Phase.ReadingTerms _, _) && declined(event);
    if (!from.equals(to) && !swap && (!common || choice)) {
      arrows.computeIfAbsent(from + " --> " + to, _ -> new TreeSet<>()).add(label(event));
    }
  }

  String draw() {
    return arrows.entrySet().stream()
        .map(a -> "    " + a.getKey() + " : " + labels(a.getValue()))
        .collect(
            Collectors.joining(
                "\n", "```mermaid\nstateDiagram-v2\n    [*] --> Vacant\n", "\n```\n"));
  }

  private static String labels(Set<String> labels) {
    String first = labels.stream().limit(MOST_LABELS).collect(Collectors.joining(", "));
    return labels.size() > MOST_LABELS ? first + " …" : first;
  }

  private static boolean declined(Event event) {
    return event.equals(Catalogue.press(Touch.Action.DECLINE));
  }

  private static String place(State state) {
    return state instanceof Occupied o
        ? o.phase().getClass().getSimpleName()
        : state.getClass().getSimpleName();
  }

  private static String label(Event event) {
    return switch (event) {
      case Event.Touched(Touch.Press(Touch.Action action)) -> lower(action);
      case Event.Touched(Touch.Open(ScreenModel.Service service)) -> "open " + lower(service);
      case Event.Touched _ -> "touch";
      case Event.Answered(var reply, _) -> reply.getClass().getSimpleName();
      case Event.Opened(var opening, _) -> opening.getClass().getSimpleName();
      case Event.Elapsed(var deadline) -> lower(deadline) + " elapsed";
      case Event.PaperGone(var outcome, _, _) -> "paper " + lower(outcome);
      case Event.Unanswered(boolean kept) -> kept ? "kept" : "unanswered";
      case Event.HallChanged _,
          Event.CardInserted _,
          Event.CardRemoved _,
          Event.CardRead _,
          Event.CardUnreadable _,
          Event.Prolonged _,
          Event.Ending _,
          Event.PaperComing _,
          Event.PaperOut _ ->
          event.getClass().getSimpleName();
    };
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
