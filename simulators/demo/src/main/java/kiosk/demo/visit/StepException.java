package kiosk.demo.visit;

/// A step of a visit did not end as it must; the message says what was expected and what came.
public final class StepException extends Exception {

  private static final long serialVersionUID = 1L;

  public StepException(String message) {
    super(message);
  }
}
