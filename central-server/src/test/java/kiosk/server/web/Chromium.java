package kiosk.server.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
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

  private Chromium() {}
}
