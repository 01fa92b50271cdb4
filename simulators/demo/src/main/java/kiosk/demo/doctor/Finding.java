package kiosk.demo.doctor;

/// What the doctor found about one thing.
///
/// @param health how it stands
/// @param subject the thing, in a word or two
/// @param text what was found and, if it is not well, how to mend it
public record Finding(Health health, String subject, String text) {

  /// How a thing stands.
  public enum Health {
    READY,
    /// Only some commands need it.
    OPTIONAL,
    MISSING
  }

  static Finding ready(String subject, String text) {
    return new Finding(Health.READY, subject, text);
  }

  static Finding optional(String subject, String text) {
    return new Finding(Health.OPTIONAL, subject, text);
  }

  static Finding missing(String subject, String text) {
    return new Finding(Health.MISSING, subject, text);
  }

  /// One line.
  public String line() {
    String mark =
        switch (health) {
          case READY -> "ready   ";
          case OPTIONAL -> "optional";
          case MISSING -> "MISSING ";
        };
    return "  %s  %-14s %s".formatted(mark, subject, text);
  }
}
