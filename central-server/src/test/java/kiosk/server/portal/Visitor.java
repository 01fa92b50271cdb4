package kiosk.server.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser of a test, without script: it keeps cookies, follows redirections, and sends a form
/// with the hidden values that the page before held.
final class Visitor implements AutoCloseable {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String site;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private HttpResponse<String> last;
  private String path = "/";
  private String from = "same-origin";

  Visitor(int port) {
    this.site = "http://127.0.0.1:" + port;
    this.last = send(HttpRequest.newBuilder(URI.create(site + "/health-of-nobody")).GET());
  }

  /// Opens a page.
  String open(String where) {
    path = where;
    last = send(request(where).GET());
    return follow();
  }

  /// Sends the form of the page that is open: names and values in turn.
  String fill(String where, String... fields) {
    Map<String, String> form = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(last.body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return post(where, form);
  }

  /// Sends a form of our own making.
  String post(String where, Map<String, String> form) {
    path = where;
    last = send(sending(request(where), form));
    return follow();
  }

  /// Asks as the script of a page does, by a form unless it is empty; the page stays open.
  String ask(String where, Map<String, String> form) {
    HttpRequest.Builder request = request(where).header("Accept", "application/json");
    last = send(form.isEmpty() ? request.GET() : sending(request, form));
    return last.body();
  }

  /// A hidden value of the page that is open.
  String hidden(String name) {
    Matcher hidden = HIDDEN.matcher(last.body());
    while (hidden.find()) {
      if (hidden.group(1).equals(name)) {
        return hidden.group(2);
      }
    }
    return "";
  }

  /// Where the redirections ended.
  String path() {
    return path;
  }

  HttpResponse<String> last() {
    return last;
  }

  /// Sends from a page of another site from now on, as browsers tell it (Fetch Metadata Request
  /// Headers, section 2.3).
  void comeFromElsewhere() {
    from = "cross-site";
  }

  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  void setCookie(String name, String value) {
    cookies.put(name, value);
  }

  /// The last page without what is new each time: the secret of its forms and codes to copy.
  String bare() {
    return HIDDEN.matcher(last.body()).replaceAll("").replaceAll("/code-a-copier/[0-9a-f-]*", "");
  }

  @Override
  public void close() {
    client.close();
  }

  private String follow() {
    while (last.statusCode() == 303) {
      path = last.headers().firstValue("Location").orElseThrow();
      last = send(request(path).GET());
    }
    return last.body();
  }

  private HttpRequest.Builder sending(HttpRequest.Builder request, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Sec-Fetch-Site", from)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String where) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + where));
    String all =
        cookies.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? request : request.header("Cookie", all);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      for (String cookie : answer.headers().allValues("set-cookie")) {
        String pair = cookie.replaceAll(";.*", "");
        int equals = pair.indexOf('=');
        if (cookie.contains("Max-Age=0")) {
          cookies.remove(pair.substring(0, equals));
        } else {
          cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
