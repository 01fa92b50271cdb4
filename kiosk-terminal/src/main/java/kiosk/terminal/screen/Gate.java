package kiosk.terminal.screen;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// Who may speak to the screen's door: the one browser that was started with this boot's token.
///
/// A page of another site that runs in some browser on this machine can reach the loopback
/// address, so the address alone proves nothing. Host and Origin are compared with exact strings,
/// and all but the start address need the cookie. Immutable.
final class Gate {

  private static final int SECRET_BYTES = 32;

  private final String host;
  private final String origin;
  private final String cookieName;
  private final String token;
  private final String cookieValue;

  private Gate(int port, String token, String cookieValue) {
    this.host = "127.0.0.1:" + port;
    this.origin = "http://" + host;
    // Cookies know no ports: the name keeps two kiosks on one machine apart.
    this.cookieName = "kiosk-screen-" + port;
    this.token = token;
    this.cookieValue = cookieValue;
  }

  /// A gate with two fresh secrets of 256 bits.
  static Gate fresh(int port, SecureRandom random) {
    return new Gate(port, secret(random), secret(random));
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String origin() {
    return origin;
  }

  String startPath() {
    return "/start?token=" + token;
  }

  /// Whether the request was made for this address by this page, or typed by hand.
  boolean knows(MultiMap headers) {
    return isExactly(headers, HttpHeaders.HOST, host)
        && (!headers.contains(HttpHeaders.ORIGIN) || hasOrigin(headers))
        && !"cross-site".equals(headers.get("sec-fetch-site"));
  }

  /// Whether the request says, as every WebSocket of a browser does, that it comes from this page.
  boolean hasOrigin(MultiMap headers) {
    return isExactly(headers, HttpHeaders.ORIGIN, origin);
  }

  /// Whether the request carries the cookie that only [#setCookie()] gives.
  boolean hasCookie(MultiMap headers) {
    List<String> lines = headers.getAll(HttpHeaders.COOKIE);
    return lines.size() == 1 && carriesSecret(lines.getFirst());
  }

  private boolean carriesSecret(String line) {
    String prefix = cookieName + "=";
    List<String> values =
        List.of(line.split("; ", -1)).stream().filter(c -> c.startsWith(prefix)).toList();
    return values.size() == 1 && same(values.getFirst().substring(prefix.length()), cookieValue);
  }

  /// Whether the request line's target is the start address with this boot's token.
  boolean opensWith(String uri) {
    return same(uri, startPath());
  }

  String setCookie() {
    return cookieName + "=" + cookieValue + "; Path=/; HttpOnly; SameSite=Strict";
  }

  private static boolean isExactly(MultiMap headers, CharSequence name, String expected) {
    List<String> values = headers.getAll(name);
    return values.size() == 1 && values.getFirst().equals(expected);
  }

  // In constant time: how long the comparison takes must not tell how much was right.
  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
