package kiosk.server.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.server.account.Sessions.Stay;

/// What a page of one subject says: facts for the template, sentences from the message files.
///
/// @param words the sentences around the subject, in the page's language
/// @param title what happened, or what to do
/// @param tone colour and symbol beside the title
/// @param step of the first access, 1–4 (rule O4); 0 for none
/// @param secret what its forms carry, so that no other site can send them; empty without forms
/// @param stay how long the session lives, when somebody is logged in
public record Page(
    Words words,
    String title,
    Tone tone,
    List<String> lines,
    List<Block> blocks,
    int step,
    String secret,
    Optional<Stay> stay) {

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

  /// A page about a subject of the message files, with its title and its text.
  public static Page of(Words words, String subject, Tone tone) {
    List<String> lines =
        words.has(subject + ".text") ? words.paragraphs(subject + ".text") : List.of();
    return new Page(
        words, words.get(subject + ".title"), tone, lines, List.of(), 0, "", Optional.empty());
  }

  /// The same with a further part.
  public Page with(Block block) {
    List<Block> more = new ArrayList<>(blocks);
    more.add(block);
    return new Page(words, title, tone, lines, more, step, secret, stay);
  }

  /// The same with a further paragraph at its head.
  public Page saying(String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return new Page(words, title, tone, more, blocks, step, secret, stay);
  }

  /// The same as a step of the first access.
  public Page atStep(int number) {
    return new Page(words, title, tone, lines, blocks, number, secret, stay);
  }

  /// The same with forms that nobody else can send.
  public Page guarded(String formSecret) {
    return new Page(words, title, tone, lines, blocks, step, formSecret, stay);
  }

  /// The same for somebody who is logged in.
  public Page forMember(Stay session) {
    return new Page(words, title, tone, lines, blocks, step, secret, Optional.of(session));
  }

  /// The fields that are wrong, in order.
  public List<Block.Field> faults() {
    return fields().filter(field -> field.fault().isPresent()).toList();
  }

  /// Whether a new code is chosen on it, whose strength a script then tells.
  public boolean choosesCode() {
    return fields().anyMatch(field -> field.name().equals("new"));
  }

  private Stream<Block.Field> fields() {
    return blocks.stream()
        .flatMap(block -> block instanceof Block.Form form ? form.fields().stream() : Stream.of());
  }

  /// Nothing that was typed.
  @Override
  public String toString() {
    return "Page[" + title + "]";
  }
}
