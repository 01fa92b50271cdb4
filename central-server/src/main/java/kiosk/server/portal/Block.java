package kiosk.server.portal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of a page, for its template.
public sealed interface Block {

  /// Something to fill in and send.
  ///
  /// @param action where it posts to
  record Form(String action, List<Field> fields, List<Action> actions) implements Block {
    public Form {
      fields = List.copyOf(fields);
      actions = List.copyOf(actions);
    }
  }

  /// Ways to go on.
  record Links(List<Link> links) implements Block {
    public Links {
      links = List.copyOf(links);
    }
  }

  /// Paragraphs, under a title of their own or not.
  ///
  /// @param title empty for none
  record Text(String title, List<String> lines) implements Block {
    public Text {
      lines = List.copyOf(lines);
    }
  }

  /// What is, in two columns.
  record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /// A way to go on.
  ///
  /// @param lead what is there, or empty
  record Link(String href, String label, String lead) {}

  /// A fact.
  record Fact(String label, String value) {}

  /// A button of a form.
  ///
  /// @param name what it sends, with its value
  /// @param main whether it is the one that goes on
  record Action(String name, String value, String label, boolean main) {}

  /// One of several answers.
  record Choice(String value, String label) {}

  /// What a field takes.
  enum Kind {
    TEXT("text", null),
    DIGITS("text", "numeric"),
    SECRET("password", null),
    /// A code that is seen while it is typed, and typed anew each time like any other.
    MAILED("text", "numeric"),
    EMAIL("text", "email"),
    PHONE("tel", null),
    COPY("text", "numeric"),
    CHOICE("radio", null),
    HIDDEN("hidden", null);

    private final String type;
    private final @Nullable String keyboard;

    Kind(String type, @Nullable String keyboard) {
      this.type = type;
      this.keyboard = keyboard;
    }

    /// Whether it holds a code, which never comes back into a page.
    boolean isCode() {
      return this == SECRET || this == MAILED || this == COPY;
    }

    /// Of the HTML element.
    public String type() {
      return type;
    }

    /// The keyboard that a touch screen shows, if it is not the usual one.
    public @Nullable String keyboard() {
      return keyboard;
    }
  }

  /// A field of a form, with its label above, its hint under that, its fault beside it.
  ///
  /// @param extra the id of the code to copy, for that kind
  /// @param spoken whether the code to copy can be listened to
  record Field(
      String name,
      Kind kind,
      String label,
      Optional<String> hint,
      String value,
      Optional<String> fault,
      @Nullable String autocomplete,
      boolean required,
      String extra,
      boolean spoken,
      List<Choice> choices) {

    public Field {
      choices = List.copyOf(choices);
    }

    /// Where the summary of faults leads.
    public String focus() {
      return kind == Kind.CHOICE ? name + "-" + choices.getFirst().value() : name;
    }

    /// What is read out with the field.
    public @Nullable String describedBy() {
      String ids =
          Stream.of(hint.map(h -> name + "-hint"), fault.map(f -> name + "-fault"))
              .flatMap(Optional::stream)
              .collect(Collectors.joining(" "));
      return ids.isEmpty() ? null : ids;
    }

    /// Nothing of the value: it must not reach a log.
    @Override
    public String toString() {
      return "Field[" + name + "]";
    }
  }
}
