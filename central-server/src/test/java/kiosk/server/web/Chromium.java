package kiosk.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;

/// The browser that tests open pages in.
public final class Chromium {

  /// Debian's Chromium.
  public static Browser launch(Playwright playwright) {
    return playwright
        .chromium()
        .launch(new LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")));
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

  /// axe-core must find nothing. The pages have no frames: its older way does, without a page of
  /// its own for each look.
  public static void assertClean(Page page, String name) {
    assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
        .as(name)
        .isEmpty();
  }

  private Chromium() {}
}
