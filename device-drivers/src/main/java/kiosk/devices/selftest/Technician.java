package kiosk.devices.selftest;

/// The hands of the interactive checks.
@FunctionalInterface
public interface Technician {

  /// Asks for something to be done; returns at once, the check then looks whether it was.
  void please(String doThis);
}
