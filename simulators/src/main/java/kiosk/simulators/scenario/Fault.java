package kiosk.simulators.scenario;

import java.util.List;
import java.util.function.Function;

/// Something that goes wrong with a simulated device. Each can be raised from a test, the panel,
/// the command line and a scenario file.
public sealed interface Fault permits ReaderFault, PrinterFault {

  /// A fault and when it strikes.
  record Planned<F extends Fault>(F fault, Trigger trigger) {

    public Planned {
      Trigger.require(trigger, fault);
    }

    /// Reads `NAME [ARG] [@row N | @byte N | @apdu N | @time MILLISECONDS]`.
    ///
    /// @param fault makes the fault of what is before `@`
    /// @throws IllegalArgumentException when it makes no sense; says why
    static <F extends Fault> Planned<F> parse(String line, Function<String, F> fault) {
      int at = line.indexOf('@');
      if (at < 0) {
        return new Planned<>(fault.apply(line), Trigger.NOW);
      }
      List<String> when = List.of(line.substring(at + 1).strip().split("\\s+", 2));
      return new Planned<>(
          fault.apply(line.substring(0, at)),
          Trigger.parse(when.getFirst(), when.size() > 1 ? when.getLast() : ""));
    }
  }
}
