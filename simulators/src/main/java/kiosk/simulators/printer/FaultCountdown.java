package kiosk.simulators.printer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import kiosk.simulators.scenario.PrinterFault;
import kiosk.simulators.scenario.Trigger;

/// Faults that strike after so many rows or bytes, or at a time. One thread at a time.
final class FaultCountdown {

  private static final long NEVER = Long.MAX_VALUE;

  /// What is left to count, or when it is due.
  private static final class Armed {
    private final PrinterFault fault;
    private final Trigger trigger;
    private long left;

    Armed(PrinterFault fault, Trigger trigger, long left) {
      this.fault = fault;
      this.trigger = trigger;
      this.left = left;
    }
  }

  private final List<Armed> armed = new ArrayList<>();

  /// @param now the time from which a [Trigger.After] counts, in nanoseconds
  void arm(PrinterFault fault, Trigger trigger, long now) {
    armed.add(
        new Armed(
            fault,
            trigger,
            switch (trigger) {
              case Trigger.AtByte(int number) -> number;
              case Trigger.AtRow(int number) -> number;
              case Trigger.AtApdu _ -> NEVER;
              case Trigger.After(var time) -> now + time.toNanos();
            }));
  }

  void disarm() {
    armed.clear();
  }

  /// A byte has come; gives what strikes with it.
  List<PrinterFault> byteCame() {
    return count(Trigger.AtByte.class::isInstance);
  }

  /// The paper has moved by a row; gives what strikes with it.
  List<PrinterFault> rowMoved() {
    return count(Trigger.AtRow.class::isInstance);
  }

  /// Gives what is due.
  List<PrinterFault> due(long now) {
    return struck(one -> one.trigger instanceof Trigger.After && one.left <= now);
  }

  /// When [#due] next gives something, [Long#MAX_VALUE] when never.
  long nextDue() {
    return armed.stream()
        .filter(one -> one.trigger instanceof Trigger.After)
        .mapToLong(one -> one.left)
        .min()
        .orElse(NEVER);
  }

  private List<PrinterFault> count(Predicate<Trigger> kind) {
    if (armed.isEmpty()) {
      return List.of();
    }
    armed.stream().filter(one -> kind.test(one.trigger)).forEach(one -> one.left--);
    return struck(one -> kind.test(one.trigger) && one.left <= 0);
  }

  private List<PrinterFault> struck(Predicate<Armed> now) {
    List<PrinterFault> struck = new ArrayList<>();
    for (Iterator<Armed> all = armed.iterator(); all.hasNext(); ) {
      Armed one = all.next();
      if (now.test(one)) {
        all.remove();
        struck.add(one.fault);
      }
    }
    return struck;
  }
}
