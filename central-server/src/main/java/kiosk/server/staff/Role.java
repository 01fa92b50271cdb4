package kiosk.server.staff;

import java.util.Locale;

/// What a member of staff may do.
public enum Role {
  /// Sees the fleet and gives kiosks orders.
  OPERATOR,
  /// Receives people at the desk; sees the fleet.
  DESK,
  /// All that the others may.
  ADMIN;

  /// The name that the database keeps.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether orders to kiosks are this role's business.
  public boolean operates() {
    return this != DESK;
  }

  /// Whether receiving people at the desk is.
  public boolean receives() {
    return this != OPERATOR;
  }

  static Role of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
