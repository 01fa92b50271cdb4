package kiosk.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The browser that tests open pages in: ask for a [Browser] as a parameter.
///
/// One is started for the whole JVM; what a test has opened in it is closed after it.
public final class Chromium implements ParameterResolver, AfterEachCallback {

  private static final Namespace SPACE = Namespace.create(Chromium.class);
  private static final String AXE = axe();
  private static final String VIOLATIONS =
      """
      () => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations
          .flatMap(v => v.nodes.map(n => v.id + ' ' + n.html.slice(0, 120) + ' ' + n.failureSummary)))""";

  private static String axe() {
    try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent("running", key -> new Running(), Running.class)
        .browser;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running running = context.getRoot().getStore(SPACE).get("running", Running.class);
    if (running != null) {
      List.copyOf(running.browser.contexts()).forEach(BrowserContext::close);
    }
  }

  /// Keeps a picture of the whole page under `target/screenshots`; axe-core, with all its rules,
  /// must find nothing.
  public static void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", name + ".png")));
    assertClean(page, name);
  }

  /// axe-core, with all its rules, must find nothing.
  public static void assertClean(Page page, String name) {
    page.evaluate(AXE);
    assertThat((List<?>) page.evaluate(VIOLATIONS)).as(name).isEmpty();
  }

  /// Debian's Chromium and what drives it.
  private static final class Running implements AutoCloseable {

    private final Playwright playwright = Playwright.create();
    private final Browser browser =
        playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(Path.of(System.getProperty("chromium"))));

    @Override
    public void close() {
      playwright.close();
    }
  }
}
