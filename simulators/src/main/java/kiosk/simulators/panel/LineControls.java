package kiosk.simulators.panel;

import kiosk.simulators.tap.LineTap;

/// A device's line as a technician listens to it.
public interface LineControls {

  /// What listens.
  LineTap tap();

  /// Begins a record of the line; one of before is gone.
  default void record() {
    tap().record();
  }
}
