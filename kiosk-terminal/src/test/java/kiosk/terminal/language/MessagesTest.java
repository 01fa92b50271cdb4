package kiosk.terminal.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

  private static final Path FILES = Path.of("src/main/resources/messages");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

  static Stream<String> parts() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .map(f -> f.getFileName().toString().replaceFirst("_[a-z]+\\.properties$", ""))
          .distinct()
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void everyKeyHasItsSentenceInEveryLanguage(String part) {
    Set<String> french = Messages.load(part, "fr").keys();
    for (String language : Messages.LANGUAGES) {
      Messages messages = Messages.load(part, language);
      assertThat(messages.keys()).as(part + " " + language).isEqualTo(french);
      assertThat(messages.keys()).allSatisfy(k -> assertThat(messages.text(k)).isNotBlank());
    }
  }

  /// The later of two would win without a word.
  @ParameterizedTest
  @MethodSource("parts")
  void noKeyIsWrittenTwice(String part) throws IOException {
    for (String language : Messages.LANGUAGES) {
      List<String> lines = Files.readAllLines(FILES.resolve(part + "_" + language + ".properties"));
      assertThat(lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")))
          .map(line -> line.substring(0, line.indexOf('=')).strip())
          .as(part + " " + language)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aSentenceTakesTheSameArgumentsInEveryLanguage(String part) {
    Messages french = Messages.load(part, "fr");
    for (String language : Messages.LANGUAGES) {
      Messages messages = Messages.load(part, language);
      for (String key : french.keys()) {
        assertThat(arguments(messages.text(key)))
            .as(part + " " + language + " " + key)
            .isEqualTo(arguments(french.text(key)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void noSentenceHoldsTheQuoteOfItsPatterns(String part) {
    for (String language : Messages.LANGUAGES) {
      Messages messages = Messages.load(part, language);
      List<String> quoted =
          messages.keys().stream().filter(k -> messages.text(k).contains("'")).toList();
      assertThat(quoted).as(part + " " + language).isEmpty();
    }
  }

  @Test
  void aKeyThatNobodyWroteIsABug() {
    assertThatThrownBy(() -> Messages.load("ticket", "fr").text("no.such.key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.such.key");
  }

  private static Set<String> arguments(String pattern) {
    return ARGUMENT
        .matcher(pattern)
        .results()
        .map((MatchResult m) -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
