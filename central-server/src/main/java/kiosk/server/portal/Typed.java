package kiosk.server.portal;

import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.server.portal.Block.Choice;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Block.Kind;
import org.jspecify.annotations.Nullable;

/// What a person typed into a form, with the fault of each field. It is shown again as typed, but
/// for secrets and for what nobody types: characters that cannot be seen, or far too many.
public final class Typed {

  /// Longest value of a field that says nothing else.
  public static final int USUAL = 100;

  /// Longest code.
  public static final int CODE = 50;

  /// Longest value that is shown without having been read: an address.
  private static final int LONGEST = 254;

  private final RoutingContext context;
  private final Words words;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> faults = new HashMap<>();

  private Typed(RoutingContext context) {
    this.context = context;
    this.words = Browser.of(context).words();
  }

  /// What came with a request; nothing, when a page is only looked at.
  public static Typed in(RoutingContext context) {
    return new Typed(context);
  }

  /// A value that must be there, without the spaces around it; empty when it has a fault.
  public String text(String name, int longest) {
    String value = maybe(name, longest);
    if (value.isEmpty() && good(name)) {
      fault(name, "empty." + name, "empty");
    }
    return value;
  }

  /// A value that may be left out.
  public String maybe(String name, int longest) {
    @Nullable String sent = context.request().getFormAttribute(name);
    String value = sent == null ? "" : sent.strip();
    values.put(name, "");
    if (value.length() > longest) {
      fault(name, "long." + name, "long");
      return "";
    }
    if (value.codePoints().anyMatch(Typed::unseen)) {
      fault(name, "unseen." + name, "unseen");
      return "";
    }
    values.put(name, value);
    return value;
  }

  /// A number of social security (rule I1).
  public Optional<Nir> nir() {
    String value = text("nir", USUAL);
    Optional<Nir> nir = Nir.parse(value);
    if (nir.isEmpty()) {
      fault("nir", "wrong.nir", "wrong");
    } else if (nir.get().temporary()) {
      fault("nir", "temporary.nir", "wrong");
      return Optional.empty();
    }
    return nir;
  }

  /// A birth date as on the card: DD/MM/YYYY, not always of the calendar (rule I2).
  ///
  /// @return AAAAMMJJ; empty when it is none
  public String birthDate() {
    String value = text("birth", USUAL);
    if (value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      // As browsers fill it in by themselves (ISO 8601).
      return value.replace("-", "");
    }
    String digits = value.replaceAll("[ ./-]", "");
    if (!digits.matches("[0-9]{8}")) {
      fault("birth", "wrong.birth", "wrong");
      return "";
    }
    return digits.substring(4) + digits.substring(2, 4) + digits.substring(0, 2);
  }

  /// A value of a form: `pattern` or a fault.
  public String matching(String name, String pattern) {
    String value = text(name, USUAL);
    if (!value.matches(pattern)) {
      fault(name, "wrong." + name, "wrong");
      return "";
    }
    return value;
  }

  /// Notes that a field is wrong, unless it has a fault already.
  ///
  /// @param key of the sentence; `otherwise` is taken when there is none
  /// @param values what fills its gaps
  public void fault(String name, String key, String otherwise, Object... values) {
    String known = words.has("fault." + key) ? key : otherwise;
    faults.putIfAbsent(name, words.get("fault." + known, values));
  }

  /// Notes that a field is wrong, in a sentence.
  public void tell(String name, String sentence) {
    faults.putIfAbsent(name, sentence);
  }

  /// Whether nothing is wrong.
  public boolean good() {
    return faults.isEmpty();
  }

  /// Whether nothing is wrong with a field.
  public boolean good(String name) {
    return !faults.containsKey(name);
  }

  /// A field as it is shown, with what was typed.
  public Field field(String name, Kind kind, @Nullable String autocomplete) {
    return field(name, kind, autocomplete, kind.isCode() ? "" : shown(name, ""));
  }

  /// A field with a value of ours until the person types another.
  public Field prefilled(String name, Kind kind, @Nullable String autocomplete, String ours) {
    return field(name, kind, autocomplete, shown(name, ours));
  }

  /// What the form must remember.
  public Field hidden(String name, String value) {
    return new Field(
        name,
        Kind.HIDDEN,
        "",
        Optional.empty(),
        value,
        Optional.empty(),
        null,
        false,
        "",
        false,
        List.of());
  }

  /// A code to copy.
  ///
  /// @param id of the code
  /// @param spoken whether it can be listened to
  /// @param minutes that it lives
  public Field copy(String id, boolean spoken, long minutes) {
    return new Field(
        "copy",
        Kind.COPY,
        label("copy"),
        hint("copy", minutes),
        "",
        fault("copy"),
        "off",
        true,
        id,
        spoken,
        List.of());
  }

  /// A question with two answers, of which none is chosen in advance.
  public Field yesOrNo(String name, Optional<Boolean> before) {
    String ours = before.map(yes -> yes ? "yes" : "no").orElse("");
    List<Choice> choices =
        List.of(new Choice("yes", words.get("yes")), new Choice("no", words.get("no")));
    String value = shown(name, ours);
    return new Field(
        name,
        Kind.CHOICE,
        label(name),
        hint(name),
        value,
        fault(name),
        null,
        true,
        "",
        false,
        choices);
  }

  private Field field(String name, Kind kind, @Nullable String autocomplete, String value) {
    return new Field(
        name,
        kind,
        label(name),
        hint(name),
        value,
        fault(name),
        autocomplete,
        true,
        "",
        false,
        List.of());
  }

  /// What was read; else what came and was not read, for a form may be shown again in another
  /// language; else ours.
  private String shown(String name, String ours) {
    @Nullable String read = values.get(name);
    @Nullable String sent = context.request().getFormAttribute(name);
    if (read != null || sent == null) {
      return read == null ? ours : read;
    }
    boolean plain = sent.length() <= LONGEST && sent.codePoints().noneMatch(Typed::unseen);
    return plain ? sent : ours;
  }

  private String label(String name) {
    return words.get("label." + name);
  }

  private Optional<String> hint(String name, Object... values) {
    String key = "hint." + name;
    return words.has(key) ? Optional.of(words.get(key, values)) : Optional.empty();
  }

  private Optional<String> fault(String name) {
    return Optional.ofNullable(faults.get(name));
  }

  /// Controls, marks that turn the direction of text, line separators, halves of characters, what
  /// is no character: nobody types them, and they could make a line look like another.
  private static boolean unseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> c == 0xfffd;
    };
  }
}
