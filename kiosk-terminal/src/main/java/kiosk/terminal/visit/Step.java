package kiosk.terminal.visit;

import java.util.ArrayList;
import java.util.List;

/// What comes of an event: the state from now on, and what is to be done about it, in order.
public record Step(State state, List<Effect> effects) {

  public Step {
    effects = List.copyOf(effects);
  }

  static Step to(State state, Effect... effects) {
    return new Step(state, List.of(effects));
  }

  Step and(Effect effect) {
    List<Effect> more = new ArrayList<>(effects);
    more.add(effect);
    return new Step(state, more);
  }
}
