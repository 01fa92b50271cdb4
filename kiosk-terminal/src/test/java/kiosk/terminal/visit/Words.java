package kiosk.terminal.visit;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import kiosk.terminal.typing.Typed;
import org.jspecify.annotations.Nullable;

/// All the text that a value holds, however deep, as one string.
final class Words {

  static String in(@Nullable Object value) {
    StringBuilder words = new StringBuilder();
    collect(value, words);
    return words.toString();
  }

  private static void collect(@Nullable Object value, StringBuilder words) {
    switch (value) {
      case CharSequence text -> words.append(text).append('\n');
      case Typed typed -> words.append(typed.reveal()).append('\n');
      case Optional<?> some -> some.ifPresent(v -> collect(v, words));
      case Collection<?> many -> many.forEach(v -> collect(v, words));
      case Map<?, ?> map -> map.forEach((k, v) -> collect(v, words));
      case Record fields -> collectFields(fields, words);
      case null, default -> {}
    }
  }

  private static void collectFields(Record fields, StringBuilder words) {
    try {
      for (RecordComponent field : fields.getClass().getRecordComponents()) {
        field.getAccessor().setAccessible(true);
        collect(field.getAccessor().invoke(fields), words);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Words() {}
}
