package kiosk.terminal.screen;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import kiosk.contract.fleet.Figures;
import kiosk.terminal.session.TouchHandler;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.Touch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is shown now, and the one page that shows it. Confined to the door's context.
///
/// Only the last frame is kept, so that a page that comes back sees it; the frame after a visit
/// replaces all that was there of the person.
final class Stage {

  /// Tells a page that another one took its place; it then does not come back.
  static final short REPLACED = 4001;

  private static final Logger log = LoggerFactory.getLogger(Stage.class);

  private final FrameRenderer renderer;
  private final TouchHandler touches;

  private Frame frame =
      new Frame(
          new ScreenModel.OutOfService(ScreenModel.OutOfServiceCause.STARTING),
          Frame.Appearance.DEFAULT,
          Optional.empty(),
          false,
          false,
          Figures.STANDARD);
  private int number = 1;
  private int firstOfQuestion = 1;
  private @Nullable ServerWebSocket page;

  Stage(FrameRenderer renderer, TouchHandler touches) {
    this.renderer = renderer;
    this.touches = touches;
  }

  /// Replaces all that is shown.
  void show(Frame next) {
    number++;
    if (!question(next).equals(question(frame))) {
      firstOfQuestion = number;
    }
    frame = next;
    send();
  }

  /// From now on this page, and no other, shows the frames.
  void attach(ServerWebSocket socket) {
    ServerWebSocket before = page;
    page = socket;
    if (before != null) {
      var _ = before.close(REPLACED, "replaced");
    }
    socket.textMessageHandler(text -> heard(socket, text));
    socket.binaryMessageHandler(ignored -> ignore());
    socket.closeHandler(ignored -> detach(socket));
    socket.exceptionHandler(ignored -> log.atInfo().setMessage("screen.page-failed").log());
    log.atInfo().setMessage("screen.page-attached").log();
    send();
  }

  /// A sign of life: a page that misses several knows that the kiosk hangs, and blanks itself.
  void beat() {
    if (page != null) {
      var _ = page.writeTextMessage("{}");
    }
  }

  private void detach(ServerWebSocket socket) {
    if (socket.equals(page)) {
      page = null;
      log.atInfo().setMessage("screen.page-lost").log();
    }
  }

  private void heard(ServerWebSocket from, String text) {
    if (!from.equals(page)) {
      return;
    }
    PageMessage.read(text).ifPresentOrElse(this::touched, Stage::ignore);
  }

  // A finger that was on its way to the screen before must not press what stands there now.
  private void touched(PageMessage message) {
    boolean late = message.seen() >= 0 && message.seen() < firstOfQuestion;
    touches.touched(late ? new Touch.Presence() : message.touch());
  }

  private static void ignore() {
    log.atWarn().setMessage("screen.message-ignored").log();
  }

  private void send() {
    if (page != null) {
      var _ = page.writeTextMessage(message().encode());
    }
  }

  private JsonObject message() {
    try {
      return new JsonObject()
          .put("n", number)
          .put("screen", FrameRenderer.name(frame.screen()))
          .put("question", question(frame))
          .put("lang", frame.appearance().language())
          .put("low", frame.appearance().lowLayout())
          .put("contrast", frame.appearance().highContrast())
          .put("html", renderer.zones(frame));
    } catch (RuntimeException bug) {
      // Better a neutral page than the screen before, which may hold the last person's name.
      log.atError()
          .setMessage("screen.cannot-render")
          .addKeyValue("screen", FrameRenderer.name(frame.screen()))
          .addKeyValue("cause", bug.getClass().getSimpleName())
          .log();
      return new JsonObject().put("blank", true);
    }
  }

  private static String question(Frame frame) {
    return FrameRenderer.question(frame.screen());
  }
}
