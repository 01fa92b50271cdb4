package kiosk.contract.settings;

/// A configuration that cannot be used; the message is one sentence for the operator.
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }
}
