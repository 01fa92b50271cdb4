package kiosk.server.portal;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.portal.Page.Tone;
import kiosk.server.web.Language;
import kiosk.server.web.RateLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows pages, and what stands in their place when something fails.
public final class Pages {

  private static final Logger log = LoggerFactory.getLogger(Pages.class);

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  private static final int REFUSED = 422;
  private static final String KEPT = "portal.kept";
  private static final String AGAIN = "portal.again";

  /// Longer than a hash and all questions to the database of a server that is not overrun.
  static final Duration EVENLY = Duration.ofMillis(150);

  /// Shows a page.
  public static void show(RoutingContext context, Page page) {
    if (context.get(AGAIN) == null) {
      show(context, page.faults().isEmpty() ? 200 : REFUSED, page);
    } else {
      again(context, page);
    }
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
    if (context.get(AGAIN) == null) {
      context.response().setStatusCode(303).putHeader("Location", to).end();
    } else {
      again(context);
    }
  }

  /// A page with forms of this browser's.
  ///
  /// @param values what fills the gaps of the text
  public static Page guarded(Browser browser, String subject, Tone tone, Object... values) {
    return Page.of(browser.words(), subject, tone, values).guarded(browser.secret());
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

  /// Keeps the page that somebody typed into, to show it again when what is asked cannot be done
  /// now. What is secret must be typed again.
  public static void keep(RoutingContext context, Supplier<Page> page) {
    context.put(KEPT, page);
  }

  /// Counts a try that costs the server much.
  ///
  /// @return whether it is one too many from its network, which is then told
  public static boolean limited(RoutingContext context, RateLimit limit) {
    Optional<Duration> over = limit.wait(context);
    over.ifPresent(wait -> later(context, 429, "limited", RateLimit.seconds(wait)));
    return over.isPresent();
  }

  /// Says that something cannot be done now. What failed is not told.
  static void away(RoutingContext context, Throwable cause) {
    log.atWarn().setMessage("portal.away").addKeyValue("cause", cause.getClass()).log();
    later(context, 503, cause instanceof CodeHasher.BusyException ? "busy" : "away", "10");
  }

  /// Says to try again in some seconds, on the page that was kept if one was.
  private static void later(RoutingContext context, int status, String subject, String seconds) {
    Words words = Browser.of(context).words();
    String told = words.get(subject + ".told", seconds);
    @Nullable Supplier<Page> kept = context.get(KEPT);
    context.response().putHeader("Retry-After", seconds);
    show(
        context,
        status,
        kept == null
            ? Page.of(words, subject, Tone.WARNING).saying(told)
            : kept.get().noticing(words.get(subject + ".title") + ". " + told));
  }

  /// Lets through what is only looked at, and forms that came from here. One that came from here
  /// but too late is shown again with what was typed; what another site sends never is.
  public static void trust(RoutingContext context) {
    Browser browser = Browser.of(context);
    if (!browser.sends()) {
      context.next();
      return;
    }
    if (browser.trusted()) {
      if (Language.asked(context).isPresent()) {
        // Only the language was changed: the form is shown again, with what was typed.
        context.reroute(HttpMethod.GET, context.request().uri());
      } else {
        context.next();
      }
      return;
    }
    if (browser.sendsToItself()) {
      context.put(AGAIN, true);
      context.reroute(HttpMethod.GET, context.normalizedPath());
    } else {
      again(context);
    }
  }

  /// Shows a form that was open too long with what was typed into it, but for what is secret.
  private static void again(RoutingContext context, Page page) {
    if (page.isForm()) {
      Words words = page.words();
      show(context, 403, page.noticing(words.get("again.title") + ". " + words.get("again.told")));
    } else {
      again(context);
    }
  }

  private static void again(RoutingContext context) {
    Words words = Browser.of(context).words();
    Block.Link link = new Block.Link(context.normalizedPath(), words.get("again.link"), "");
    show(context, 403, Page.of(words, "again", Tone.WARNING).with(new Block.Links(List.of(link))));
  }

  private Pages() {}
}
