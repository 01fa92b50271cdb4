package kiosk.server.ops;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kiosk.server.staff.LogInResult;
import kiosk.server.staff.StaffSession;
import kiosk.server.staff.StaffSessions;
import kiosk.server.web.Language;
import kiosk.server.web.Network;
import kiosk.server.web.RateLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logging in and out, and the guard before every other page of operations.
final class LogInPages {

  private static final Logger log = LoggerFactory.getLogger(LogInPages.class);

  private static final String SESSION = "__Host-ops";
  private static final String BEFORE = "__Host-ops-login";
  private static final String KEY = "session";

  /// What of a name that was typed is shown again.
  private static final String SHOWN = "[\\p{L}\\p{N}._@ -]{1,40}";

  /// Says that the page asks by itself, which must not keep a session alive.
  private static final String LIVE = "X-Live";

  private final StaffSessions sessions;
  private final RateLimit limit;
  private final Show show;

  /// Renders a template.
  @FunctionalInterface
  interface Show {
    void show(RoutingContext context, String template, Map<String, Object> values);
  }

  LogInPages(StaffSessions sessions, RateLimit limit, Show show) {
    this.sessions = sessions;
    this.limit = limit;
    this.show = show;
  }

  /// The form. Its hidden value must come back with the same value of a cookie, which another
  /// site can neither read nor set.
  void ask(RoutingContext context) {
    form(context, "");
  }

  /// The name is shown again as it was typed, the password never.
  private void form(RoutingContext context, String fault) {
    String value = sessions.unguessable();
    String name = Objects.requireNonNullElse(context.request().getFormAttribute("name"), "");
    context.response().addCookie(cookie(BEFORE, value));
    show.show(
        context,
        "ops/login.jte",
        Map.of(
            "words",
            Tongue.of(context),
            "csrf",
            value,
            "fault",
            fault,
            "name",
            name.matches(SHOWN) ? name : ""));
  }

  void take(RoutingContext context) {
    @Nullable Cookie before = context.request().getCookie(BEFORE);
    if (before == null || !same(before.getValue(), context.request().getFormAttribute("csrf"))) {
      refuse(context, 403, Tongue.of(context).get("login.again"));
      return;
    }
    if (Language.asked(context).isPresent()) {
      form(context, "");
      return;
    }
    Optional<Duration> over = limit.wait(context);
    if (over.isPresent()) {
      log.atWarn().setMessage("staff.limited").log();
      refuse(context, 429, Tongue.of(context).limited(over.get()));
      return;
    }
    String name = Objects.requireNonNullElse(context.request().getFormAttribute("name"), "");
    String password = context.request().getFormAttribute("password");
    sessions
        .logIn(name, Objects.requireNonNullElse(password, ""), Network.of(context))
        .onSuccess(result -> answer(context, result))
        .onFailure(cause -> refuse(context, 503, Tongue.of(context).get("login.later")));
  }

  private void answer(RoutingContext context, LogInResult result) {
    switch (result) {
      case LogInResult.Welcome welcome -> {
        context.response().addCookie(cookie(SESSION, welcome.token()));
        redirect(context, "/ops");
      }
      case LogInResult.Refused _ -> {
        log.atWarn().setMessage("staff.refused").log();
        refuse(context, 401, Tongue.of(context).get("login.wrong"));
      }
      case LogInResult.Wait wait -> {
        log.atWarn().setMessage("staff.throttled").log();
        refuse(context, 429, Tongue.of(context).wait(wait));
      }
    }
  }

  private void refuse(RoutingContext context, int status, String fault) {
    context.response().setStatusCode(status);
    form(context, fault);
  }

  void leave(RoutingContext context) {
    @Nullable Cookie cookie = context.request().getCookie(SESSION);
    String token = cookie == null ? "" : cookie.getValue();
    sessions
        .end(token)
        .onComplete(
            ended -> {
              context.response().addCookie(cookie(SESSION, "").setMaxAge(0));
              redirect(context, "/ops/login");
            });
  }

  /// Lets staff through; a form must carry its session's value besides.
  void guard(RoutingContext context) {
    @Nullable Cookie cookie = context.request().getCookie(SESSION);
    if (cookie == null) {
      refuse(context);
      return;
    }
    boolean sent = HttpMethod.POST.equals(context.request().method());
    sessions
        .find(cookie.getValue(), sent || !isLive(context))
        .onSuccess(found -> admit(context, found))
        .onFailure(
            cause -> {
              context.response().setStatusCode(503).putHeader("Retry-After", "5");
              show.show(context, "ops/away.jte", Map.of("words", Tongue.of(context)));
            });
  }

  private static void admit(RoutingContext context, Optional<StaffSession> found) {
    if (found.isEmpty()) {
      refuse(context);
    } else if (HttpMethod.GET.equals(context.request().method())
        || same(found.get().csrf(), context.request().getFormAttribute("csrf"))) {
      context.put(KEY, found.get());
      context.next();
    } else {
      context.fail(403);
    }
  }

  private static void refuse(RoutingContext context) {
    if (isLive(context)) {
      context.fail(401);
    } else {
      redirect(context, "/ops/login");
    }
  }

  static boolean isLive(RoutingContext context) {
    return context.request().getHeader(LIVE) != null;
  }

  /// How long the session lives: for the script of a page, which asks by itself or, when it sends
  /// the form, for a person; without script on a page of its own.
  void stay(RoutingContext context) {
    stay(context, Frame.of(context), show);
  }

  /// The same of what a page shows besides.
  static void stay(RoutingContext context, Frame frame, Show show) {
    if (isLive(context)) {
      context
          .response()
          .putHeader("Content-Type", "application/json")
          .end(frame.stay().facts(frame.told()).encode());
    } else {
      show.show(context, "ops/stay.jte", Map.of("frame", frame));
    }
  }

  static StaffSession session(RoutingContext context) {
    return Objects.requireNonNull(context.<StaffSession>get(KEY), "guarded");
  }

  static void redirect(RoutingContext context, String to) {
    context.response().setStatusCode(303).putHeader("Location", to).end();
  }

  /// `__Host-` binds it to this host and to encrypted lines (RFC 6265bis, section 4.1.3.2).
  static Cookie cookie(String name, String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT);
  }

  private static boolean same(String expected, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
