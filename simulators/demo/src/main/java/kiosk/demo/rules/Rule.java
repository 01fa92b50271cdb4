package kiosk.demo.rules;

import java.util.Comparator;
import java.util.List;

/// A rule of the account and what holds it.
///
/// @param id a letter and a number
/// @param title in a line, in French
/// @param tests `Class.method`, or `Class` when the whole class is about the rule
public record Rule(String id, String title, List<String> tests) {

  /// By name, whole classes first.
  static final Comparator<String> BY_NAME =
      Comparator.comparing((String test) -> test.contains(".")).thenComparing(test -> test);

  public Rule {
    tests = tests.stream().distinct().sorted(BY_NAME).toList();
  }
}
