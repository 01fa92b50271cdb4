package kiosk.simulators.play;

/// A scenario file that cannot be played. The message is one line for whoever wrote it.
public final class ScenarioException extends Exception {

  private static final long serialVersionUID = 1L;

  ScenarioException(String message) {
    super(message);
  }
}
