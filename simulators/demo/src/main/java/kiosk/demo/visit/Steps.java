package kiosk.demo.visit;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;

/// Tells each step of a visit with its duration as it is done.
final class Steps {

  private final PrintStream out;
  private final InstantSource clock;

  Steps(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /// Does one step.
  ///
  /// @throws StepException as the step does, with the step's name before
  <T> T step(String name, Work<T> work) throws StepException, InterruptedException {
    var began = clock.instant();
    try {
      T result = work.done();
      tell("ok    ", name, Duration.between(began, clock.instant()));
      return result;
    } catch (StepException e) {
      tell("FAILED", name, Duration.between(began, clock.instant()));
      throw new StepException("step '" + name + "': " + e.getMessage());
    }
  }

  private void tell(String how, String name, Duration took) {
    out.println("  %s %-46s %6.2f s".formatted(how, name, took.toMillis() / 1000.0));
    out.flush();
  }

  /// The work of a step.
  @FunctionalInterface
  interface Work<T> {
    T done() throws StepException, InterruptedException;
  }
}
