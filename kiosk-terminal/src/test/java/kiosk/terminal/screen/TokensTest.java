package kiosk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The contrast of the colours, computed as WCAG 2.2 defines it ("contrast ratio", "relative
/// luminance"): 7:1 for text, 3:1 for the lines of controls, signs and the focus.
class TokensTest {

  private static final Path TOKENS = Path.of("src/main/resources/screen/tokens.css");
  private static final Pattern TOKEN = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");

  @ParameterizedTest(name = "{0} on {1} is at least {2}:1")
  @CsvSource({
    "ink, paper, 7",
    "ink, ground, 7",
    "ink, info-ground, 7",
    "ink, warning-ground, 7",
    "ink, danger-ground, 7",
    "ink, success-ground, 7",
    "primary, paper, 7",
    "primary, ground, 7",
    "primary-ink, primary, 7",
    "faint, paper, 7",
    "faint, ground, 7",
    "success, paper, 7",
    "warning, paper, 7",
    "warning, ground, 7",
    "danger, paper, 7",
    "primary, info-ground, 3",
    "success, success-ground, 3",
    "warning, warning-ground, 3",
    "danger, danger-ground, 3",
    "line, paper, 3",
    "line, ground, 3",
    "focus, focus-ring, 3"
  })
  void everyColourIsReadableOnItsGround(String front, String back, double least)
      throws IOException {
    String css = Files.readString(TOKENS);
    int dark = css.indexOf("[data-contrast");
    Map<String, String> ordinary = tokens(css.substring(0, dark));
    Map<String, String> contrast = new HashMap<>(ordinary);
    contrast.putAll(tokens(css.substring(dark)));
    assertThat(ratio(ordinary, front, back)).as("ordinary").isGreaterThanOrEqualTo(least);
    assertThat(ratio(contrast, front, back)).as("high contrast").isGreaterThanOrEqualTo(least);
  }

  private static Map<String, String> tokens(String css) {
    Map<String, String> tokens = new HashMap<>();
    TOKEN.matcher(css).results().forEach((MatchResult m) -> tokens.put(m.group(1), m.group(2)));
    return tokens;
  }

  private static double ratio(Map<String, String> tokens, String front, String back) {
    double a = luminance(tokens.getOrDefault(front, ""));
    double b = luminance(tokens.getOrDefault(back, ""));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
