package kiosk.server.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;

/// The browser that tests open pages in.
public final class Chromium {

  /// Debian's Chromium. A test machine has no graphics card, and drawing as if it had one is most
  /// of a test's time.
  public static Browser launch(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new LaunchOptions()
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(List.of("--disable-gpu")));
  }

  private Chromium() {}
}
