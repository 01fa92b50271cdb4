package kiosk.simulators.cardreader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.devices.ccid.MessageType;
import kiosk.simulators.scenario.Countdown;
import kiosk.simulators.scenario.ReaderFault;
import kiosk.simulators.scenario.ReaderFault.Kind;
import kiosk.simulators.scenario.ReaderFault.Moment;
import kiosk.simulators.scenario.ReaderFault.OnLine;
import kiosk.simulators.scenario.ReaderFault.Point;
import kiosk.simulators.scenario.ReaderFault.Pulled;
import kiosk.simulators.scenario.Trigger;

/// What is raised and has not happened yet. May be used by any thread.
final class Faults {

  private final List<ReaderFault> raised = new ArrayList<>();
  private final Countdown<ReaderFault> countdown = new Countdown<>();

  synchronized void add(ReaderFault fault) {
    raised.add(fault);
  }

  synchronized void arm(ReaderFault fault, Trigger trigger, long now) {
    countdown.arm(fault, trigger, now);
  }

  synchronized void clear() {
    raised.clear();
    countdown.disarm();
  }

  synchronized List<ReaderFault> all() {
    return Stream.concat(raised.stream(), countdown.waiting().stream()).toList();
  }

  /// A byte has come from the driver; gives what is to be raised with it.
  synchronized List<ReaderFault> byteCame() {
    return countdown.byteCame();
  }

  /// A command of this type has come; gives what is to be raised with it.
  synchronized List<ReaderFault> commandCame(int commandType) {
    return commandType == MessageType.XFR_BLOCK ? countdown.apduCame() : List.of();
  }

  /// Gives what is to be raised by now.
  synchronized List<ReaderFault> due(long now) {
    return countdown.due(now);
  }

  /// The fault that happens with a command of this type, if any; it is then used up.
  synchronized Optional<Kind> strike(int commandType) {
    for (int i = 0; i < raised.size(); i++) {
      if (raised.get(i) instanceof OnLine(Kind kind, Moment at) && fits(at, commandType)) {
        if (kind == Kind.NAK_ALWAYS || kind == Kind.SILENT) {
          raised.set(i, new OnLine(kind, Moment.ANY));
          return Optional.of(kind == Kind.SILENT ? kind : Kind.NAK);
        }
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

  /// Whether the card is to be pulled at this point of a command of this type.
  synchronized boolean pulls(int commandType, Point at) {
    return commandType == MessageType.XFR_BLOCK && raised.remove(new Pulled(at));
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
