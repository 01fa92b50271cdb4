package kiosk.server.accesscode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a code stands: a value that each try replaces by the next. Pure: time is handed in.
///
/// @param issuedAt when the code was issued or chosen
/// @param wrongInRow wrong tries since the last right one
/// @param wrongAt the latest wrong tries, oldest first, at most as many as lock within 24 hours
/// @param waitUntil no try is taken before
/// @param locked only the desk or a new code opens it again
public record CodeStanding(
    CodeKind kind,
    Instant issuedAt,
    int wrongInRow,
    List<Instant> wrongAt,
    Optional<Instant> waitUntil,
    boolean locked) {

  private static final Duration DAY = Duration.ofHours(24);

  public CodeStanding {
    wrongAt = List.copyOf(wrongAt);
  }

  /// A code nobody has tried.
  public static CodeStanding fresh(CodeKind kind, Instant issuedAt) {
    return new CodeStanding(kind, issuedAt, 0, List.of(), Optional.empty(), false);
  }

  /// Whether a try is looked at now.
  public Gate gate(CodeLimits limits, Instant now) {
    if (kind != CodeKind.PERSONAL) {
      if (locked || wrongInRow >= limits.provisionalTries()) {
        return new Gate.Voided();
      }
      boolean expired = Duration.between(issuedAt, now).compareTo(limits.lifeOf(kind)) > 0;
      return expired ? new Gate.Expired() : new Gate.Open();
    }
    if (locked) {
      return new Gate.Locked();
    }
    return waitUntil
        .filter(until -> now.isBefore(until))
        .<Gate>map(Gate.TooSoon::new)
        .orElseGet(Gate.Open::new);
  }

  /// After a right try: the row begins again, the day's count goes on (rule C9). A code in a mail
  /// is used up (rule C6).
  public CodeStanding right() {
    boolean usedUp = kind == CodeKind.MAILED;
    return new CodeStanding(kind, issuedAt, 0, wrongAt, Optional.empty(), locked || usedUp);
  }

  /// After a wrong try that found the gate open.
  public CodeStanding wrong(CodeLimits limits, Instant now) {
    int row = wrongInRow + 1;
    List<Instant> tries = new ArrayList<>(wrongAt);
    tries.add(now);
    tries.removeIf(at -> Duration.between(at, now).compareTo(DAY) >= 0);
    if (kind != CodeKind.PERSONAL) {
      return new CodeStanding(kind, issuedAt, row, tries, Optional.empty(), false);
    }
    boolean lock = row >= limits.triesInRow() || tries.size() >= limits.triesInDay();
    return new CodeStanding(kind, issuedAt, row, tries, limits.waitAfter(row, now), lock);
  }

  /// Locked by the desk, or by an import.
  public CodeStanding lock() {
    return new CodeStanding(kind, issuedAt, wrongInRow, wrongAt, waitUntil, true);
  }

  /// Wrong tries left before the next wait, lock or void; 0 once it is locked or void.
  public int triesLeft(CodeLimits limits) {
    if (kind != CodeKind.PERSONAL) {
      return locked ? 0 : Math.max(0, limits.provisionalTries() - wrongInRow);
    }
    if (locked) {
      return 0;
    }
    int beforeWait = Math.max(1, limits.triesBeforeWait() - wrongInRow);
    int beforeLock = limits.triesInDay() - wrongAt.size();
    return Math.min(beforeWait, beforeLock);
  }

  /// Whether a try is looked at.
  public sealed interface Gate {

    /// It is.
    record Open() implements Gate {}

    /// Not before this moment.
    record TooSoon(Instant until) implements Gate {}

    /// Too many wrong tries; the desk unlocks.
    record Locked() implements Gate {}

    /// A provisional code tried wrongly too often, or a code in a mail that was used.
    record Voided() implements Gate {}

    /// A provisional code that is too old.
    record Expired() implements Gate {}
  }
}
