package kiosk.server.database;

import org.jspecify.annotations.Nullable;

/// The database cannot be reached, or does not answer in time. Nothing is known to have been done;
/// trying again may help.
public final class DatabaseAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseAwayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
