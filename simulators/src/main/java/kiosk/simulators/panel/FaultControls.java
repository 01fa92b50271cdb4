package kiosk.simulators.panel;

import java.util.List;

/// What can be broken on a device, by the names of the command line.
public interface FaultControls {

  /// A fault that can be raised.
  ///
  /// @param name as on the command line
  /// @param argument what it takes, or empty when it takes nothing
  record FaultChoice(String name, String argument) {}

  /// All faults of the device, in a fixed order.
  List<FaultChoice> faults();

  /// Those that are raised now, as they were asked for.
  List<String> raised();

  /// Breaks something.
  ///
  /// @param argument empty for none
  /// @throws IllegalArgumentException when the name or the argument makes no sense; says why
  void raise(String name, String argument);

  /// Mends all.
  void mend();
}
