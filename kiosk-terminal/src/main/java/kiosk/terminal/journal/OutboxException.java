package kiosk.terminal.journal;

/// The disk did not take something. The message carries nothing of any act.
public final class OutboxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean full;

  /// @param full whether there is no room, rather than something broken
  OutboxException(String message, boolean full, Throwable cause) {
    super(message, cause);
    this.full = full;
  }

  /// Whether there is no room left on the disk.
  public boolean full() {
    return full;
  }
}
