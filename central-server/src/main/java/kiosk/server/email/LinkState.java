package kiosk.server.email;

import java.time.Duration;
import java.time.Instant;

/// What a confirmation link is still good for (rules E6, E7). Days are exact 24-hour days.
public enum LinkState {
  /// A click confirms the address.
  VALID,
  /// It confirmed the address before.
  USED,
  /// A newer link was sent; only that one works.
  OLDER,
  /// Too old to confirm; a new one can be sent to the same address or to another.
  INACTIVE,
  /// So old that the address was erased; one must be given again.
  FORGOTTEN;

  /// How long a link confirms.
  public static final Duration VALID_FOR = Duration.ofDays(7);

  /// How long an address waits for its confirmation before it is erased.
  public static final Duration KEPT_FOR = Duration.ofDays(21);

  /// Judges a link.
  ///
  /// @param newest whether no link was sent to this account after it
  static LinkState of(Instant sentAt, boolean used, boolean newest, Instant now) {
    if (used) {
      return USED;
    }
    if (!newest) {
      return OLDER;
    }
    Duration age = Duration.between(sentAt, now);
    if (age.compareTo(VALID_FOR) <= 0) {
      return VALID;
    }
    return age.compareTo(KEPT_FOR) <= 0 ? INACTIVE : FORGOTTEN;
  }
}
