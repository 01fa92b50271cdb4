package kiosk.server.email;

import java.time.Duration;

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

  /// Judges a link.
  ///
  /// @param newest whether no link was sent to this account after it
  /// @param age of the link
  static LinkState of(EmailPolicy policy, boolean used, boolean newest, Duration age) {
    if (used) {
      return USED;
    }
    if (!newest) {
      return OLDER;
    }
    if (age.compareTo(policy.linkLife()) <= 0) {
      return VALID;
    }
    return age.compareTo(policy.keptLife()) <= 0 ? INACTIVE : FORGOTTEN;
  }
}
