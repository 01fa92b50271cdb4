package kiosk.devices.cardreader;

import java.time.Duration;

/// How long the driver of a GemPC Twin waits, and for what.
///
/// @param write for the line to take a command
/// @param reply for a reply, anew after each time request
/// @param exchange for one exchange in all, whatever the reader says
/// @param silence how long bytes must stay away before damage counts as over, or a frame that has
///     stopped as lost
/// @param idlePoll between two looks at the slot while nothing happens: the reader tells of
///     movements by itself, this is for a word of it that got lost
/// @param reopen between the first failure and the second try to open the line; doubled each time
/// @param reopenMost the longest wait between two tries
record TwinTimes(
    Duration write,
    Duration reply,
    Duration exchange,
    Duration silence,
    Duration idlePoll,
    Duration reopen,
    Duration reopenMost) {

  static final TwinTimes STANDARD =
      new TwinTimes(
          Duration.ofSeconds(1),
          Duration.ofMillis(800),
          Duration.ofSeconds(10),
          Duration.ofMillis(60),
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          Duration.ofSeconds(2));
}
