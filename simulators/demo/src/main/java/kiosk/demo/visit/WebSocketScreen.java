package kiosk.demo.visit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Speaks to a kiosk as its page does: the start address gives a cookie, the cookie the WebSocket.
public final class WebSocketScreen implements Screen, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String WORKING = "Working";
  private static final String IDLE = "Idle";
  private static final String MENU = "Menu";
  private static final Shown GONE = new Shown("", false);

  /// How the page marks a service that cannot be had.
  private static final String NOT_OFFERED = "offer cannot";

  /// A frame.
  ///
  /// @param screen the simple name of its model
  /// @param limited whether some service cannot be had
  private record Shown(String screen, boolean limited) {}

  private final HttpClient http;
  private final WebSocket socket;
  private final BlockingQueue<Shown> shown;

  private WebSocketScreen(HttpClient http, WebSocket socket, BlockingQueue<Shown> shown) {
    this.http = http;
    this.socket = socket;
    this.shown = shown;
  }

  /// Opens the page of a kiosk.
  ///
  /// @param start the address with the token, from the kiosk's ready line
  /// @throws StepException when the kiosk does not let it in
  public static WebSocketScreen open(URI start) throws StepException, InterruptedException {
    HttpClient http =
        HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(LIMIT).build();
    BlockingQueue<Shown> shown = new LinkedBlockingQueue<>();
    String origin = "http://" + start.getAuthority();
    try {
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("Cookie", cookie(http, start))
              .header("Origin", origin)
              .connectTimeout(LIMIT)
              .buildAsync(URI.create("ws://" + start.getAuthority() + "/screen"), new Frames(shown))
              .join();
      return new WebSocketScreen(http, socket, shown);
    } catch (CompletionException e) {
      http.close();
      throw new StepException("expected the kiosk's WebSocket to open, but " + e.getMessage());
    }
  }

  private static String cookie(HttpClient http, URI start)
      throws StepException, InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(start).timeout(LIMIT).build();
      HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
      return answer
          .headers()
          .firstValue("Set-Cookie")
          .map(cookie -> cookie.substring(0, (cookie + ";").indexOf(';')))
          .orElseThrow(
              () ->
                  new StepException(
                      "expected a cookie from the start page, got status " + answer.statusCode()));
    } catch (IOException e) {
      throw new StepException("expected the start page of the kiosk, but " + e.getMessage());
    }
  }

  @Override
  public void awaitInvitation() throws StepException, InterruptedException {
    Shown now = next("the start");
    while (!now.screen.equals(IDLE) || now.limited) {
      now = next(now.screen + (now.limited ? " without all services" : ""));
    }
  }

  @Override
  public String awaitOther(String left) throws StepException, InterruptedException {
    boolean waited = false;
    while (true) {
      Shown now = next(left);
      boolean incomplete = now.limited && now.screen.equals(MENU);
      if (now.screen.equals(WORKING)) {
        waited = true;
      } else if (!incomplete && (waited || !now.screen.equals(left))) {
        return now.screen;
      }
    }
  }

  private Shown next(String left) throws StepException, InterruptedException {
    Shown now = shown.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (now == null) {
      throw new StepException(
          "nothing new on the screen for %d s after %s".formatted(LIMIT.toSeconds(), left));
    }
    if (now.equals(GONE)) {
      throw new StepException("the kiosk closed the page's connection");
    }
    return now;
  }

  @Override
  public void press(String action) throws StepException {
    send(new JsonObject().put("t", "press").put("action", action));
  }

  @Override
  public void open(String service) throws StepException {
    send(new JsonObject().put("t", "open").put("service", service));
  }

  @Override
  public void type(String text) throws StepException {
    for (int key : text.codePoints().toArray()) {
      send(new JsonObject().put("t", "key").put("c", Character.toString(key)));
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }

  private void send(JsonObject message) throws StepException {
    try {
      socket.sendText(message.encode(), true).join();
    } catch (CompletionException e) {
      throw new StepException("the kiosk takes no touch: " + e.getMessage());
    }
  }

  /// Keeps the names of the screens, in order.
  private static final class Frames implements WebSocket.Listener {

    private final BlockingQueue<Shown> shown;
    private final StringBuilder text = new StringBuilder();

    Frames(BlockingQueue<Shown> shown) {
      this.shown = shown;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          note(new JsonObject(text.toString()));
        } catch (DecodeException e) {
          shown.add(new Shown("a frame that is not JSON", false));
        }
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(from, part, last);
    }

    /// Signs of life and orders to blank show no screen.
    private void note(JsonObject message) {
      String screen = message.getString("screen");
      if (screen != null) {
        shown.add(new Shown(screen, message.getString("html", "").contains(NOT_OFFERED)));
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      shown.add(GONE);
      return WebSocket.Listener.super.onClose(from, code, reason);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      shown.add(GONE);
    }
  }
}
