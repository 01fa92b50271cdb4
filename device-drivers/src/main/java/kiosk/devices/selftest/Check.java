package kiosk.devices.selftest;

/// One thing that a device must do.
///
/// @param name a sentence, the device first
/// @param body does it; throws when the device does not
record Check(String name, Body body) {

  /// What is done to check it.
  @FunctionalInterface
  interface Body {

    /// Does it.
    ///
    /// @throws DeviceFailure with a sentence for the technician
    void run() throws DeviceFailure;
  }
}
