package kiosk.server.portal.login;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import kiosk.server.copycode.CopyCodes;
import kiosk.server.portal.Block.Field;
import kiosk.server.portal.Browser;
import kiosk.server.portal.Pages;
import kiosk.server.portal.Typed;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;

/// The code to copy within a form: its picture, its sound, and whether the copy is right.
public final class CopyCodePages implements Routes {

  private static final String ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";

  private final CopyCodes codes;
  private final RateLimit limit;

  /// @param limit how often one network may ask for a code, see or hear it, or have one judged
  public CopyCodePages(CopyCodes codes, RateLimit limit) {
    this.codes = codes;
    this.limit = limit;
  }

  @Override
  public void mount(Router router) {
    router
        .getWithRegex("/code-a-copier/" + ID + "\\.png")
        .handler(context -> send(context, () -> codes.picture(id(context)), "image/png"));
    router
        .getWithRegex("/code-a-copier/" + ID + "\\.wav")
        .handler(
            context -> {
              String language = Browser.of(context).words().language();
              send(context, () -> codes.sound(id(context), language), "audio/wav");
            });
  }

  /// Whether this is one too many from its network, which is then told.
  boolean limited(RoutingContext context) {
    return Pages.limited(context, limit);
  }

  /// A field with a new code.
  Future<Field> field(Typed typed) {
    return codes.make().map(id -> typed.copy(id.toString(), codes.spoken(), minutes()));
  }

  /// Tries what was copied, once, noting the fault.
  Future<Boolean> take(Typed typed) {
    String copy = typed.text("copy", Typed.USUAL);
    Optional<UUID> id = id(typed.maybe("copy-id", Typed.USUAL));
    if (id.isEmpty() || !typed.good("copy")) {
      typed.fault("copy", "wrong.copy", "wrong", minutes());
      return Future.succeededFuture(false);
    }
    return codes
        .take(id.get(), copy)
        .onSuccess(
            right -> {
              if (!right) {
                typed.fault("copy", "wrong.copy", "wrong", minutes());
              }
            });
  }

  private long minutes() {
    return codes.life().toMinutes();
  }

  private void send(
      RoutingContext context, Supplier<Future<Optional<Buffer>>> rendering, String type) {
    Optional<Duration> over = limit.wait(context);
    if (over.isPresent()) {
      context.response().putHeader("Retry-After", RateLimit.seconds(over.get()));
      context.fail(429);
      return;
    }
    rendering
        .get()
        .onSuccess(
            bytes -> {
              if (bytes.isEmpty()) {
                context.fail(404);
              } else {
                context.response().putHeader("Content-Type", type).end(bytes.get());
              }
            })
        .onFailure(cause -> context.fail(503));
  }

  private static UUID id(RoutingContext context) {
    return UUID.fromString(context.pathParam("param0"));
  }

  private static Optional<UUID> id(String text) {
    return text.matches(ID) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
