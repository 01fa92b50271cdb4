package kiosk.server.web;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/// How long what somebody has begun in a site lives: a session, an opening.
///
/// @param until the last moment, if it is not used before
/// @param left until then
/// @param last whether using it moves that moment no more
public record Stay(Instant until, Duration left, boolean last) {

  /// Whichever of two ends first.
  public Stay orSooner(Stay other) {
    return other.until.isBefore(until) ? other : this;
  }

  /// What `web/stay.js` is told.
  ///
  /// @param told the sentence for people
  public JsonObject facts(String told) {
    return new JsonObject().put("left", left.toSeconds()).put("last", last).put("told", told);
  }
}
