package kiosk.simulators.cardreader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.devices.ccid.MessageType;
import kiosk.simulators.scenario.ReaderFault;
import kiosk.simulators.scenario.ReaderFault.Kind;
import kiosk.simulators.scenario.ReaderFault.Moment;
import kiosk.simulators.scenario.ReaderFault.OnLine;
import kiosk.simulators.scenario.ReaderFault.PulledDuringExchange;

/// What is raised and has not happened yet. May be used by any thread.
final class Faults {

  /// A fault that waits for a card command.
  private record Waiting(ReaderFault fault, int commandsLeft) {}

  private final List<ReaderFault> raised = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  synchronized void add(ReaderFault fault) {
    raised.add(fault);
  }

  /// @param command the number of the card command with which it is to happen, 1 or more
  synchronized void add(ReaderFault fault, int command) {
    waiting.add(new Waiting(fault, command));
  }

  synchronized void clear() {
    raised.clear();
    waiting.clear();
  }

  private void countCommand() {
    List<Waiting> before = List.copyOf(waiting);
    waiting.clear();
    for (Waiting one : before) {
      if (one.commandsLeft() <= 1) {
        raised.add(one.fault());
      } else {
        waiting.add(new Waiting(one.fault(), one.commandsLeft() - 1));
      }
    }
  }

  synchronized List<ReaderFault> all() {
    return Stream.concat(raised.stream(), waiting.stream().map(Waiting::fault)).toList();
  }

  /// The fault that happens with a command of this type, if any; it is then used up.
  synchronized Optional<Kind> strike(int commandType) {
    if (commandType == MessageType.XFR_BLOCK) {
      countCommand();
    }
    for (int i = 0; i < raised.size(); i++) {
      if (raised.get(i) instanceof OnLine(Kind kind, Moment at) && fits(at, commandType)) {
        raised.remove(i);
        if (kind == Kind.NAK_THRICE) {
          raised.add(new OnLine(Kind.NAK, Moment.ANY));
          raised.add(new OnLine(Kind.NAK, Moment.ANY));
          return Optional.of(Kind.NAK);
        }
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// Whether the card is to be pulled with a command of this type.
  synchronized boolean pulls(int commandType) {
    return commandType == MessageType.XFR_BLOCK && raised.remove(new PulledDuringExchange());
  }

  private static boolean fits(Moment at, int type) {
    return switch (at) {
      case ANY -> true;
      case STATUS -> type == MessageType.GET_SLOT_STATUS;
      case POWER_ON -> type == MessageType.ICC_POWER_ON;
      case EXCHANGE -> type == MessageType.XFR_BLOCK;
    };
  }
}
