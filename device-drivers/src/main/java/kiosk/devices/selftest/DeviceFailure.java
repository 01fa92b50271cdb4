package kiosk.devices.selftest;

import kiosk.devices.link.LinkException;

/// A device that does not do what it must. The message is one sentence for the technician.
final class DeviceFailure extends Exception {

  private static final long serialVersionUID = 1L;

  DeviceFailure(String message) {
    super(message);
  }

  /// A line that does not open, or breaks.
  DeviceFailure(LinkException line) {
    super(String.valueOf(line.getMessage()));
  }
}
