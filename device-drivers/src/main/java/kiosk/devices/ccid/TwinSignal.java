package kiosk.devices.ccid;

/// What the bytes on a GemPC Twin's line amount to.
public sealed interface TwinSignal {

  /// A whole frame with a right LRC: a command, its echo, or a reply.
  record Frame(CcidMessage message) implements TwinSignal {}

  /// A card went in or out (two raw bytes, `50 03` or `50 02`).
  record Movement(boolean present) implements TwinSignal {}

  /// The reader is still working on a T=0 command (one raw byte, `80`–`FF`).
  record TimeRequest() implements TwinSignal {}

  /// The reader did not take the last frame (`03 15 16`).
  record Nak() implements TwinSignal {}

  /// Bytes that belong to nothing.
  record Damage(Kind kind) implements TwinSignal {}

  /// How bytes can be damaged.
  enum Kind {
    /// A byte between frames that means nothing.
    STRAY,
    /// A frame whose bytes do not XOR to zero.
    WRONG_LRC,
    /// A frame that says it is longer than any message can be.
    TOO_LONG
  }
}
