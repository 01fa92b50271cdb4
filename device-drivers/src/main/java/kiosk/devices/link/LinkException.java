package kiosk.devices.link;

import java.io.IOException;

/// A line to a device that could not be opened or used. The message never carries data from the
///     line.
public final class LinkException extends IOException {

  private static final long serialVersionUID = 1L;

  /// What went wrong, in the terms of the one who repairs it.
  public enum Reason {
    /// There is no such port.
    ABSENT,
    /// Another process holds the port.
    BUSY,
    /// This process may not open the port.
    DENIED,
    /// The device was there and went away.
    UNPLUGGED,
    /// The line did not take the bytes in time: the device holds the flow, or is off.
    WRITE_TIMEOUT,
    /// This side closed the link.
    CLOSED
  }

  private final Reason reason;

  public LinkException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
