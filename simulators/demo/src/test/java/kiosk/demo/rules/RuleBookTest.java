package kiosk.demo.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of rules and their tests, from sources written here and from the project's own.
final class RuleBookTest {

  private static final String SOURCE =
      """
      /// Some pages (rules C6 and E1–E3), seen from outside.
      final class PagesTest {

        @Test
        void c1_o2_aCodeIsTaken() {
          assertThat(nir).as("I4: masked").isEqualTo("2•1");
        }

        /// Rule P1, whatever is typed.
        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void numbersAreKeptInOneForm(String typed) {}

        /// Answers 61xx as in table C4 of another book.
        @Test
        void c99_noSuchRule() {}

        /// A helper, no test: rule S1.
        private static void s1_helper() {}
      }
      """;

  @TempDir private Path home;

  @Test
  void aTestCitesItsRuleByNameByCommentOrByAssertion() throws Exception {
    write(SOURCE);
    RuleBook book = RuleBook.read(home);
    assertThat(tests(book, "C1")).containsExactly("PagesTest.c1_o2_aCodeIsTaken");
    assertThat(tests(book, "O2")).containsExactly("PagesTest.c1_o2_aCodeIsTaken");
    assertThat(tests(book, "I4")).containsExactly("PagesTest.c1_o2_aCodeIsTaken");
    assertThat(tests(book, "P1")).containsExactly("PagesTest.numbersAreKeptInOneForm");
    for (String ofTheClass : List.of("C6", "E1", "E2", "E3")) {
      assertThat(tests(book, ofTheClass)).containsExactly("PagesTest");
    }
    assertThat(tests(book, "C4")).isEmpty();
    assertThat(tests(book, "S1")).isEmpty();
    assertThat(book.held()).isEqualTo(8);
  }

  @Test
  void aRuleWithoutATestIsShownAsSuch() throws Exception {
    write(SOURCE);
    String page = RuleBook.read(home).renew(page("old"));
    assertThat(page)
        .startsWith("before\n")
        .endsWith("after\n")
        .contains("| C1 |", "`PagesTest.c1_o2_aCodeIsTaken`", "| S6 |", "**none yet**")
        .doesNotContain("old");
    assertThatThrownBy(() -> RuleBook.read(home).renew("no place"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePageOfTheServerIsWhatTheTestsSayNow() throws Exception {
    Path project = Path.of("").toAbsolutePath();
    while (!Files.exists(project.resolve("borne"))) {
      project = Objects.requireNonNull(project.getParent(), "no borne above this folder");
    }
    String page = Files.readString(project.resolve(RuleBook.PAGE));
    assertThat(RuleBook.read(project).renew(page))
        .as("the list of rules is stale: run ./borne rules --write")
        .isEqualTo(page);
  }

  private void write(String source) throws Exception {
    Path folder = Files.createDirectories(home.resolve("module/src/test/java"));
    Files.writeString(folder.resolve("PagesTest.java"), source);
  }

  private static List<String> tests(RuleBook book, String id) {
    return book.rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow()
        .tests();
  }

  private static String page(String content) {
    return "before\n<!-- rules: made by ./borne rules --write, held by a test -->\n"
        + content
        + "\n<!-- /rules -->\nafter\n";
  }
}
