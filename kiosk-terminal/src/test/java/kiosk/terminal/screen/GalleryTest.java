package kiosk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every screen in a real browser, on one panel, in both languages, themes and layouts: axe-core
/// finds nothing with all its rules, no zone moves, no text is cut, every button is large enough
/// and, in the low layout, low enough. Pictures of the French ones are written to `target/screens`.
abstract sealed class GalleryTest permits LyingPanelTest, UprightPanelTest {

  /// The two panels.
  enum Panel {
    UPRIGHT(1080, 1920),
    LYING(1280, 1024);

    private final int width;
    private final int height;

    Panel(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private static final Path PICTURES = Path.of("target", "screens");

  private static ScreenPage screen;
  private static String measure;

  private final Panel panel;

  GalleryTest(Panel panel) {
    this.panel = panel;
  }

  @BeforeAll
  static void openTheDoor() {
    screen = ScreenPage.open();
    screen.page().evaluate(resource("/axe.min.js"));
    measure = resource("/screen/measure.js");
  }

  @AfterAll
  static void closeTheDoor() {
    screen.close();
  }

  @Test
  void everyScreenHasItsPlaceInTheGallery() {
    Set<Class<?>> shown =
        Gallery.all().stream().map(e -> e.screen().getClass()).collect(Collectors.toSet());
    assertThat(shown).containsExactlyInAnyOrder(ScreenModel.class.getPermittedSubclasses());
  }

  @Test
  void everyScreenIsReadableAndStaysInItsZones() {
    screen.page().setViewportSize(panel.width, panel.height);
    List<String> problems = new ArrayList<>();
    Gallery.appearances()
        .forEach(
            appearance ->
                Gallery.all().stream()
                    .filter(e -> e.main() || isPlain(appearance))
                    .forEach(e -> problems.addAll(look(e, appearance))));
    assertThat(problems).isEmpty();
    assertThat(screen.complaints()).isEmpty();
  }

  private List<String> look(Gallery.Exhibit exhibit, Frame.Appearance appearance) {
    String name = picture(exhibit, appearance);
    screen.show(exhibit.frame(appearance));
    Stream<String> problems = strings(measure);
    boolean french = appearance.language().equals("fr");
    // The other panel and the low layout only move what the upright, ordinary one has.
    if (panel == Panel.UPRIGHT
        ? !appearance.lowLayout() && (exhibit.main() || french)
        : isPlain(appearance) && exhibit.main() && french) {
      problems = Stream.concat(problems, strings(AXE));
    }
    // One language is enough to look at, and the high contrast on one panel; all are measured.
    if (exhibit.main() && french && (panel == Panel.UPRIGHT || !appearance.highContrast())) {
      Path file = PICTURES.resolve(name + ".png");
      screen.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }
    return problems.map(p -> name + ": " + p).toList();
  }

  private static boolean isPlain(Frame.Appearance appearance) {
    return !appearance.lowLayout() && !appearance.highContrast();
  }

  private static final String AXE =
      """
      () => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations
          .flatMap(v => v.nodes.map(n => v.id + ' ' + n.html.slice(0, 120) + ' ' + n.failureSummary)))""";

  private static Stream<String> strings(String script) {
    return ((List<?>) screen.page().evaluate(script)).stream().map(String::valueOf);
  }

  private String picture(Gallery.Exhibit exhibit, Frame.Appearance appearance) {
    return String.join(
            "-",
            exhibit.name(),
            panel.name(),
            appearance.language(),
            appearance.lowLayout() ? "low" : appearance.highContrast() ? "contrast" : "ordinary")
        .toLowerCase(Locale.ROOT);
  }

  private static String resource(String name) {
    try (InputStream in = GalleryTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
