package kiosk.server.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.server.web.Stay;

/// What a page of one subject says: facts for the template, sentences from the message files.
///
/// @param words the sentences around the subject, in the page's language
/// @param title what happened, or what to do
/// @param tone colour and symbol beside the title
/// @param notice why what was asked is not done now, read out before all else; empty usually
/// @param step of the first access, 1–4 (rule O4); 0 for none
/// @param secret what its forms carry, so that no other site can send them; empty without forms
/// @param span the time that runs while it is open, if one does
public record Page(
    Words words,
    String title,
    Tone tone,
    String notice,
    List<String> lines,
    List<Block> blocks,
    int step,
    String secret,
    Optional<Span> span) {

  public Page {
    lines = List.copyOf(lines);
    blocks = List.copyOf(blocks);
  }

  /// How the title is meant; never told by colour alone.
  public enum Tone {
    QUESTION,
    SUCCESS,
    WARNING
  }

  /// Something that ends by itself while a page is open, whose end is announced and can be put off.
  ///
  /// @param room what it is
  /// @param stay how long it lives
  public record Span(Room room, Stay stay) {

    /// What can end.
    public enum Room {
      /// The session of somebody who is logged in.
      ACCOUNT("/compte/temps", "/compte", "stay"),
      /// The opening of an account, before there is one.
      OPENING("/ouvrir/temps", "/ouvrir/conditions", "opening.stay");

      private final String path;
      private final String over;
      private final String subject;

      Room(String path, String over, String subject) {
        this.path = path;
        this.over = over;
        this.subject = subject;
      }

      /// Where its time is told and put off.
      public String path() {
        return path;
      }

      /// Where it is said that it is over.
      public String over() {
        return over;
      }

      /// A sentence about its time.
      public String key(String name) {
        return subject + "." + name;
      }
    }
  }

  /// A page about a subject of the message files, with its title and its text.
  ///
  /// @param values what fills the gaps of the text
  public static Page of(Words words, String subject, Tone tone, Object... values) {
    List<String> lines =
        words.has(subject + ".text") ? words.paragraphs(subject + ".text", values) : List.of();
    return new Page(
        words, words.get(subject + ".title"), tone, "", lines, List.of(), 0, "", Optional.empty());
  }

  /// The same with a further part.
  public Page with(Block block) {
    List<Block> more = new ArrayList<>(blocks);
    more.add(block);
    return new Page(words, title, tone, notice, lines, more, step, secret, span);
  }

  /// The same, shown again because what was asked cannot be done now.
  public Page noticing(String why) {
    return new Page(words, title, tone, why, lines, blocks, step, secret, span);
  }

  /// The same with a further paragraph at its head.
  public Page saying(String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return new Page(words, title, tone, notice, more, blocks, step, secret, span);
  }

  /// The same as a step of the first access.
  public Page atStep(int number) {
    return new Page(words, title, tone, notice, lines, blocks, number, secret, span);
  }

  /// The same with forms that nobody else can send.
  public Page guarded(String formSecret) {
    return new Page(words, title, tone, notice, lines, blocks, step, formSecret, span);
  }

  /// The same while something lives that ends by itself.
  public Page during(Span.Room room, Stay stay) {
    return new Page(
        words, title, tone, notice, lines, blocks, step, secret, Optional.of(new Span(room, stay)));
  }

  /// Whether somebody is logged in.
  public boolean isMembers() {
    return span.filter(lives -> lives.room() == Span.Room.ACCOUNT).isPresent();
  }

  /// Until when it lives, in words.
  public String told() {
    return span.map(words::told).orElse("");
  }

  /// The fields that are wrong, in order.
  public List<Block.Field> faults() {
    return fields().filter(field -> field.fault().isPresent()).toList();
  }

  /// Whether somebody can type into it.
  boolean isForm() {
    return fields().findAny().isPresent();
  }

  /// Its form, when somebody has typed into it: another language must not lose that.
  public Optional<Block.Form> kept() {
    return faults().isEmpty() && notice.isEmpty()
        ? Optional.empty()
        : forms().filter(form -> !form.fields().isEmpty()).findFirst();
  }

  /// What was typed into that form and is no secret.
  public List<Block.Field> typed() {
    return kept().stream()
        .flatMap(form -> form.fields().stream())
        .filter(field -> !field.kind().isCode())
        .toList();
  }

  /// Whether a new code is chosen on it, whose strength a script then tells.
  public boolean choosesCode() {
    return fields().anyMatch(field -> field.name().equals("new"));
  }

  private Stream<Block.Field> fields() {
    return forms().flatMap(form -> form.fields().stream());
  }

  private Stream<Block.Form> forms() {
    return blocks.stream()
        .flatMap(block -> block instanceof Block.Form form ? Stream.of(form) : Stream.of());
  }

  /// Nothing that was typed.
  @Override
  public String toString() {
    return "Page[" + title + "]";
  }
}
