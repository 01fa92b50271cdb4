package kiosk.demo.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules that one test class cites: at the head of a test's name (`c1_e2_…`), in the Javadoc of
/// a test or of the class when it says "rule", or in what an assertion is called (`as("I4: …")`).
final class TestSource {

  private static final Pattern COMMENT = Pattern.compile("^ {0,2}///(.*)$");
  private static final Pattern CLASS = Pattern.compile("^[a-z ]*class (\\w+).*");
  private static final Pattern TEST = Pattern.compile("^  @(\\w*Test|TestFactory)\\b.*");
  private static final Pattern METHOD = Pattern.compile("^  (?! )[\\w<>\\[\\], ?]+ (\\w+)\\(.*");
  private static final Pattern RULES =
      Pattern.compile(
          "\\b[Rr]ules? ((?:[A-Z]\\d{1,2}(?:[–-][A-Z]?\\d{1,2})?(?:, and |, | and )?)+)");
  private static final Pattern CITED =
      Pattern.compile("\\b([A-Z])(\\d{1,2})(?:[–-](?:\\1)?(\\d{1,2}))?\\b");
  private static final Pattern HEAD = Pattern.compile("^((?:[a-z]\\d{1,2}_)+)");
  private static final Pattern AS = Pattern.compile("\\bas\\(\"([A-Z]\\d{1,2})\\b");

  private final Set<String> known;
  private final Map<String, Set<String>> tests = new TreeMap<>();
  private final List<String> comment = new ArrayList<>();
  private String type = "";
  private String method = "";
  private boolean test;

  private TestSource(Set<String> known) {
    this.known = known;
  }

  /// The tests of each rule.
  ///
  /// @param text a source file
  /// @param known the rules there are
  static Map<String, Set<String>> read(String text, Set<String> known) {
    TestSource source = new TestSource(known);
    text.lines().forEach(source::line);
    return source.tests;
  }

  private void line(String line) {
    Matcher said = COMMENT.matcher(line);
    Matcher opened = CLASS.matcher(line);
    Matcher declared = METHOD.matcher(line);
    if (said.matches()) {
      comment.add(said.group(1));
    } else if (TEST.matcher(line).matches()) {
      test = true;
    } else if (type.isEmpty() && opened.matches()) {
      type = opened.group(1);
      fromComment(type);
    } else if (test && declared.matches()) {
      method = type + "." + declared.group(1);
      test = false;
      fromName(declared.group(1));
      fromComment(method);
    } else {
      fromAssertion(line);
      if (!test && !line.isBlank() && !line.strip().startsWith("@")) {
        comment.clear();
      }
    }
  }

  private void fromName(String name) {
    Matcher head = HEAD.matcher(name);
    if (head.find()) {
      for (String cited : head.group(1).toUpperCase(Locale.ROOT).split("_", -1)) {
        add(cited, method);
      }
    }
  }

  private void fromComment(String place) {
    String all = String.join(" ", comment);
    comment.clear();
    Matcher rules = RULES.matcher(all);
    while (rules.find()) {
      addAll(rules.group(1), place);
    }
  }

  private void addAll(String list, String place) {
    Matcher cited = CITED.matcher(list);
    while (cited.find()) {
      int first = Integer.parseInt(cited.group(2));
      int last = cited.group(3) == null ? first : Integer.parseInt(cited.group(3));
      for (int number = first; number <= last; number++) {
        add(cited.group(1) + number, place);
      }
    }
  }

  private void fromAssertion(String line) {
    Matcher cited = AS.matcher(line);
    while (cited.find() && !method.isEmpty()) {
      add(cited.group(1), method);
    }
  }

  private void add(String rule, String place) {
    if (known.contains(rule)) {
      tests.computeIfAbsent(rule, r -> new TreeSet<>(Rule.BY_NAME)).add(place);
    }
  }
}
