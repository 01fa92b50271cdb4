package kiosk.server.accesscode;

import java.time.Instant;
import kiosk.server.accesscode.CodeStanding.Gate;

/// What a try of a code comes to, at a kiosk and online (rules C1, C6, C9). Pure.
public sealed interface Verdict {

  /// The code is right.
  ///
  /// @param after to be kept
  record Right(CodeStanding after) implements Verdict {}

  /// The code is wrong, and the try counts.
  ///
  /// @param after to be kept
  record Wrong(CodeStanding after) implements Verdict {}

  /// The code was not looked at, and whoever showed that they are the person may know why.
  record Closed(Gate gate) implements Verdict {}

  /// Wrong, closed or not to be used so: not told which, and the code's own count is left alone.
  record Untold() implements Verdict {}

  /// Judges a try.
  ///
  /// @param right whether the code is the one that is kept
  static Verdict of(
      CodeStanding standing, Proof proof, boolean right, CodeLimits limits, Instant now) {
    boolean proven = proof == Proof.CARD || proof == Proof.IDENTITY;
    boolean enough = proven || (proof == Proof.NUMBER && standing.kind() == CodeKind.PERSONAL);
    Gate gate = standing.gate(limits, now);
    if (!(gate instanceof Gate.Open)) {
      return proven ? new Closed(gate) : new Untold();
    }
    if (enough && right) {
      return new Right(standing.right());
    }
    return proven ? new Wrong(standing.wrong(limits, now)) : new Untold();
  }
}
