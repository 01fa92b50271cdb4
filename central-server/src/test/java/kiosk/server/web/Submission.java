package kiosk.server.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;

/// Forms that are sent in a browser, with script or without.
public final class Submission {

  /// Sends a form, and waits until the page that answers it is shown, after the redirections if
  /// there are some.
  public static Response sent(Page page, Runnable send) {
    page.locator("html").evaluate("html => html.dataset.left = ''");
    Response answer =
        page.waitForResponse(
            response -> response.request().isNavigationRequest() && response.status() != 303, send);
    // The answer is here before the page that shows it.
    page.waitForSelector("html:not([data-left])");
    page.waitForLoadState();
    return answer;
  }

  private Submission() {}
}
