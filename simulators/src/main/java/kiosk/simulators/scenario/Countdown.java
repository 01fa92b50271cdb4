package kiosk.simulators.scenario;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/// Faults that strike after so many rows, bytes or card commands, or at a time. One thread at a
// time.
public final class Countdown<F extends Fault> {

  private static final long NEVER = Long.MAX_VALUE;

  /// What is left to count, or when it is due.
  private static final class Armed<F extends Fault> {
    private final F fault;
    private final Trigger trigger;
    private long left;

    Armed(F fault, Trigger trigger, long left) {
      this.fault = fault;
      this.trigger = trigger;
      this.left = left;
    }
  }

  private final List<Armed<F>> armed = new ArrayList<>();

  /// Begins to count.
  ///
  /// @param now the time from which a [Trigger.After] counts, in nanoseconds
  /// @throws IllegalArgumentException when the device has no such thing to count
  public void arm(F fault, Trigger trigger, long now) {
    Trigger.require(trigger, fault);
    armed.add(
        new Armed<>(
            fault,
            trigger,
            switch (trigger) {
              case Trigger.AtByte(int number) -> number;
              case Trigger.AtRow(int number) -> number;
              case Trigger.AtApdu(int number) -> number;
              case Trigger.After(var time) -> now + time.toNanos();
            }));
  }

  /// Forgets all that has not struck.
  public void disarm() {
    armed.clear();
  }

  /// A byte has come; gives what strikes with it.
  public List<F> byteCame() {
    return count(Trigger.AtByte.class::isInstance);
  }

  /// The paper has moved by a row; gives what strikes with it.
  public List<F> rowMoved() {
    return count(Trigger.AtRow.class::isInstance);
  }

  /// A card command has come; gives what strikes with it.
  public List<F> apduCame() {
    return count(Trigger.AtApdu.class::isInstance);
  }

  /// Gives what is due.
  public List<F> due(long now) {
    return struck(one -> one.trigger instanceof Trigger.After && one.left <= now);
  }

  /// When [#due] next gives something, [Long#MAX_VALUE] when never.
  public long nextDue() {
    return armed.stream()
        .filter(one -> one.trigger instanceof Trigger.After)
        .mapToLong(one -> one.left)
        .min()
        .orElse(NEVER);
  }

  /// Those that have not struck, in the order in which they were armed.
  public List<F> waiting() {
    return armed.stream().map(one -> one.fault).toList();
  }

  private List<F> count(Predicate<Trigger> kind) {
    if (armed.isEmpty()) {
      return List.of();
    }
    armed.stream().filter(one -> kind.test(one.trigger)).forEach(one -> one.left--);
    return struck(one -> kind.test(one.trigger) && one.left <= 0);
  }

  private List<F> struck(Predicate<Armed<F>> now) {
    List<F> struck = new ArrayList<>();
    for (Iterator<Armed<F>> all = armed.iterator(); all.hasNext(); ) {
      Armed<F> one = all.next();
      if (now.test(one)) {
        all.remove();
        struck.add(one.fault);
      }
    }
    return struck;
  }
}
