package kiosk.server.portal;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.portal.Page.Tone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows pages, and what stands in their place when something fails.
public final class Pages {

  private static final Logger log = LoggerFactory.getLogger(Pages.class);

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  private static final int REFUSED = 422;

  /// Longer than a hash and all questions to the database of a server that is not overrun.
  static final Duration EVENLY = Duration.ofMillis(150);

  /// Shows a page.
  public static void show(RoutingContext context, Page page) {
    show(context, page.faults().isEmpty() ? 200 : REFUSED, page);
  }

  /// Shows a page with a status of its own.
  public static void show(RoutingContext context, int status, Page page) {
    StringOutput html = new StringOutput();
    TEMPLATES.render("portal/page.jte", page, html);
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Language", page.words().language())
        .end(html.toString());
  }

  /// Leads on after something was done, so that showing the page again does not do it again.
  public static void lead(RoutingContext context, String to) {
    context.response().setStatusCode(303).putHeader("Location", to).end();
  }

  /// A page with forms of this browser's.
  public static Page guarded(Browser browser, String subject, Tone tone) {
    return Page.of(browser.words(), subject, tone).guarded(browser.secret());
  }

  /// Shows what comes of `work`, or that it must be tried later.
  public static <T> void after(RoutingContext context, Future<T> work, Consumer<T> shown) {
    work.onComplete(
        done -> {
          if (done.failed()) {
            away(context, done.cause());
            return;
          }
          try {
            shown.accept(done.result());
          } catch (RuntimeException e) {
            context.fail(e);
          }
        });
  }

  /// As [#after], but no sooner than [#EVENLY] from now: a number that has an account makes more
  /// work than one that is nobody's, and the time of the answer must not tell which it is.
  public static <T> void afterEvenly(RoutingContext context, Future<T> work, Consumer<T> shown) {
    Future<?> pause = context.vertx().timer(EVENLY.toMillis(), TimeUnit.MILLISECONDS);
    after(context, Future.join(work, pause).transform(both -> work), shown);
  }

  /// Neither what was typed nor what failed is told.
  private static void away(RoutingContext context, Throwable cause) {
    log.atWarn().setMessage("portal.away").addKeyValue("cause", cause.getClass()).log();
    String subject = cause instanceof CodeHasher.BusyException ? "busy" : "away";
    context.response().putHeader("Retry-After", "10");
    show(context, 503, Page.of(Browser.of(context).words(), subject, Tone.WARNING));
  }

  /// Lets through what is only looked at, and forms that came from here.
  public static void trust(RoutingContext context) {
    Browser browser = Browser.of(context);
    if (!browser.sends() || browser.trusted()) {
      context.next();
      return;
    }
    Page page =
        Page.of(browser.words(), "again", Tone.WARNING)
            .with(
                new Block.Links(
                    List.of(
                        new Block.Link(
                            context.normalizedPath(), browser.words().get("again.link"), ""))));
    show(context, 403, page);
  }

  private Pages() {}
}
