package kiosk.server.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Something that a person of operations must look at.
///
/// @param number names it
/// @param act the act it is about, if it is about one
public record Alert(long number, Instant at, Kind kind, String kiosk, Optional<UUID> act) {

  /// What happened.
  public enum Kind {
    /// An act's id came again with another content: a bug or an attack.
    CONFLICT,
    /// An act could not be read.
    MALFORMED,
    /// A kiosk's outbox jumped over numbers.
    SEQUENCE_GAP
  }
}
