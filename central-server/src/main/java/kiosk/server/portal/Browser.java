package kiosk.server.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import kiosk.server.web.Language;
import org.jspecify.annotations.Nullable;

/// What a browser carries: its language, its session, and the value that its forms must repeat.
///
/// All of it is in cookies whose `__Host-` binds them to this host and to encrypted lines (RFC
/// 6265bis, section 4.1.3.2); browsers count loopback among those.
public final class Browser {

  /// The session.
  public static final String SESSION = "__Host-portal";

  private static final String FORM = "__Host-portal-form";
  private static final String KEY = "portal.browser";
  private static final int RANDOM_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RoutingContext context;
  private final Words words;
  private final String form;

  private Browser(RoutingContext context) {
    this.context = context;
    this.words = Words.in(language(context));
    this.form = cookie(context, FORM).orElseGet(() -> renewForm(context));
  }

  /// The browser that asks.
  public static Browser of(RoutingContext context) {
    @Nullable Browser known = context.get(KEY);
    if (known != null) {
      return known;
    }
    Browser browser = new Browser(context);
    context.put(KEY, browser);
    return browser;
  }

  /// The sentences in its language.
  public Words words() {
    return words;
  }

  /// The token of its session, if it has one.
  public Optional<String> session() {
    return cookie(context, SESSION);
  }

  /// The value of a cookie of ours.
  public Optional<String> kept(String name) {
    return cookie(context, name);
  }

  /// Keeps a value until the browser is closed.
  public void keep(String name, String value) {
    context.response().addCookie(cookie(name, value));
  }

  /// Forgets a value.
  public void forget(String name) {
    context.response().addCookie(cookie(name, "").setMaxAge(0));
  }

  /// Begins a session: everything that was known of the browser before is replaced.
  public void begin(String token) {
    keep(SESSION, token);
    renewForm(context);
  }

  /// What forms carry, so that no other site can send them: it hangs on both cookies.
  public String secret() {
    return digest(form + " " + session().orElse(""));
  }

  /// Whether a form that was sent carries it.
  public boolean trusted() {
    @Nullable String sent = context.request().getFormAttribute("secret");
    return sent != null && MessageDigest.isEqual(sent.getBytes(UTF_8), secret().getBytes(UTF_8));
  }

  /// Whether the browser says that a page of ours sends (Fetch Metadata Request Headers, section
  /// 2.3). It proves nothing: whoever writes a request by hand may write this too.
  boolean sendsToItself() {
    return "same-origin".equals(context.request().getHeader("Sec-Fetch-Site"));
  }

  /// Whether something is sent, not only looked at.
  public boolean sends() {
    return HttpMethod.POST.equals(context.request().method());
  }

  private static String language(RoutingContext context) {
    String language = Words.in(Language.of(context)).language();
    if (Language.asked(context).isPresent()) {
      context.response().addCookie(cookie(Language.COOKIE, language));
    }
    return language;
  }

  private static String renewForm(RoutingContext context) {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    context.response().addCookie(cookie(FORM, value));
    return value;
  }

  private static Optional<String> cookie(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static Cookie cookie(String name, String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT);
  }

  private static String digest(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
