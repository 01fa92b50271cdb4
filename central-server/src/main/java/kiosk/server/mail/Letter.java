package kiosk.server.mail;

/// A mail without its recipient: the same words twice, for every kind of reader.
///
/// @param text plain
/// @param html complete, without pictures, scripts or anything that is fetched
public record Letter(String subject, String text, String html) {
  @Override
  public String toString() {
    return "Letter";
  }
}
