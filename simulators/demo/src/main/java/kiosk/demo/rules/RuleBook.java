package kiosk.demo.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// All rules with their tests, and the page that lists them.
public final class RuleBook {

  /// The page that holds the list, below the project's folder.
  public static final String PAGE = "central-server/README.md";

  private static final String BEGIN =
      "<!-- rules: made by ./borne rules --write, held by a test -->";
  private static final Pattern SKIPPED = Pattern.compile("target|main|\\..*");
  private static final String END = "<!-- /rules -->";

  private final List<Rule> rules;

  private RuleBook(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// Reads the sources of all tests of the project.
  ///
  /// @param home the project's folder
  public static RuleBook read(Path home) throws IOException {
    Map<String, String> titles = titles();
    Map<String, List<String>> tests = new LinkedHashMap<>();
    titles.keySet().forEach(rule -> tests.put(rule, new ArrayList<>()));
    for (Path file : sources(home)) {
      Map<String, Set<String>> cited = TestSource.read(Files.readString(file), titles.keySet());
      cited.forEach((rule, found) -> Objects.requireNonNull(tests.get(rule)).addAll(found));
    }
    List<Rule> rules = new ArrayList<>();
    titles.forEach(
        (rule, title) -> rules.add(new Rule(rule, title, Objects.requireNonNull(tests.get(rule)))));
    return new RuleBook(rules);
  }

  /// The rules, in their order.
  public List<Rule> rules() {
    return rules;
  }

  /// How many have at least one test.
  public long held() {
    return rules.stream().filter(rule -> !rule.tests().isEmpty()).count();
  }

  /// The page with the list in its place, between the two marks.
  ///
  /// @throws IllegalArgumentException when it has no such place
  public String renew(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page has no place for the rules");
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + table() + page.substring(end);
  }

  private String table() {
    StringBuilder table = new StringBuilder("| rule | what it says | tests |\n|---|---|---|\n");
    for (Rule rule : rules) {
      String tests =
          rule.tests().isEmpty() ? "**none yet**" : "`" + String.join("`, `", rule.tests()) + "`";
      table.append("| %s | %s | %s |%n".formatted(rule.id(), rule.title(), tests));
    }
    table.append("%n%d of %d rules have a test.%n".formatted(held(), rules.size()));
    return table.toString();
  }

  private static Map<String, String> titles() {
    try (InputStream in = RuleBook.class.getResourceAsStream("rules.tsv")) {
      Map<String, String> titles = new LinkedHashMap<>();
      new String(Objects.requireNonNull(in, "rules.tsv").readAllBytes(), UTF_8)
          .lines()
          .forEach(
              line ->
                  titles.put(
                      line.substring(0, line.indexOf('\t')),
                      line.substring(line.indexOf('\t') + 1)));
      return titles;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Not what builds leave behind: a build may be at work there.
  private static List<Path> sources(Path home) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped =
                !folder.equals(home) && SKIPPED.matcher(folder.getFileName().toString()).matches();
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().matches(".*/src/test/java/.*Test\\.java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources.stream().sorted().toList();
  }
}
