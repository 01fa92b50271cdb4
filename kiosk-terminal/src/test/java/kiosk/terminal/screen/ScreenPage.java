package kiosk.terminal.screen;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.Touch;

/// The door and one page of it in headless Chromium. The page is used from the test's thread only.
final class ScreenPage implements AutoCloseable {

  /// The kiosk's clock: a day in Nantes.
  static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-31T10:00:00Z"), ZoneId.of("Europe/Paris"));

  private static final String SHOWN =
      """
      n => new Promise((done, fail) => {
        const end = performance.now() + 20000;
        const look = () => {
          if (document.getElementById('stage').dataset.n == n) done();
          else if (performance.now() > end) fail(new Error('frame ' + n + ' never came'));
          else setTimeout(look, 4);
        };
        look();
      })""";

  /// One browser for all tests of this JVM; it ends with it.
  private static final Browser BROWSER =
      Playwright.create()
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of(System.getProperty("chromium"))));

  private final Vertx vertx = Vertx.vertx();
  private final LinkedBlockingQueue<Touch> touches = new LinkedBlockingQueue<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<String> received = new ArrayList<>();
  private final ScreenServer server;
  private final BrowserContext context;
  private final Page page;
  private int number = 1;

  private ScreenPage(boolean touch) {
    server =
        ScreenServer.start(vertx, 0, touches::add, CLOCK, new SecureRandom())
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    context =
        BROWSER.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1080, 1920)
                .setHasTouch(touch)
                .setReducedMotion(ReducedMotion.REDUCE));
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.onWebSocket(socket -> socket.onFrameReceived(f -> received.add(f.text())));
    page.navigate(server.startUrl());
    page.evaluate(SHOWN, 1);
    page.evaluate("document.fonts.ready.then(() => null)");
  }

  static ScreenPage open() {
    return new ScreenPage(false);
  }

  static ScreenPage withFingers() {
    return new ScreenPage(true);
  }

  /// Shows a frame and waits until the page has it.
  void show(Frame frame) {
    server.show(frame);
    page.evaluate(SHOWN, ++number);
  }

  /// The next touch that is more than a sign of presence.
  Touch touch() {
    try {
      while (true) {
        Touch touch = touches.poll(20, TimeUnit.SECONDS);
        if (touch == null) {
          throw new AssertionError("nothing was touched");
        }
        if (!(touch instanceof Touch.Presence)) {
          return touch;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What came so far and was not asked for yet.
  List<Touch> touches() {
    List<Touch> all = new ArrayList<>();
    touches.drainTo(all);
    return all;
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  ScreenServer server() {
    return server;
  }

  /// What the browser complained about: refused by the policy, not found, or a script's error.
  List<String> complaints() {
    return complaints;
  }

  /// Every message that the kiosk sent to the page.
  List<String> received() {
    return received;
  }

  @Override
  public void close() {
    context.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
