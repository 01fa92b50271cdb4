package kiosk.contract.settings;

/// A value that must not be shown.
public final class Secret {

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /// The value itself; keep it out of logs and messages.
  public String reveal() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return "***";
  }
}
