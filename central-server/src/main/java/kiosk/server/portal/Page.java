package kiosk.server.portal;

import java.util.List;
import java.util.Optional;

/// What a page of one subject says: facts for the template, sentences from the message files.
///
/// @param language `fr` or `en`
/// @param words the sentences around the subject
/// @param title what happened, or what to do
/// @param tone colour and symbol beside the title
/// @param button what can be done here, if anything
public record Page(
    String language,
    Words words,
    String title,
    Tone tone,
    List<String> lines,
    Optional<Button> button) {

  public Page {
    lines = List.copyOf(lines);
  }

  /// How the title is meant; never told by colour alone.
  public enum Tone {
    QUESTION,
    SUCCESS,
    WARNING
  }

  /// A form with nothing but a button.
  ///
  /// @param action where it posts to
  public record Button(String action, String label) {}
}
