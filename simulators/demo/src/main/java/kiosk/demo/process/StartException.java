package kiosk.demo.process;

/// Something could not be started; the message is one sentence for whoever started it.
public final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }
}
