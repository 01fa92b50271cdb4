package kiosk.bench.portal;

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

/// A browser without script, on the portal: it keeps cookies, and the hidden values of its page.
final class PortalClient {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private static final Pattern ANEW = Pattern.compile("<input [^>]*>|/code-a-copier/[0-9a-f-]*");

  private static final int SEE_OTHER = 303;

  private final HttpClient http;
  private final URI site;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> hidden = new LinkedHashMap<>();

  /// @param http shared, so that connections are kept as browsers keep them
  PortalClient(HttpClient http, URI site) {
    this.http = http;
    this.site = site;
  }

  /// Opens a page.
  ///
  /// @return its text
  /// @throws IOException if there is no such page for this person
  String open(String path) throws IOException, InterruptedException {
    HttpResponse<String> page = send(request(path).GET());
    if (page.statusCode() != 200) {
      throw new IOException("%s answered %d".formatted(path, page.statusCode()));
    }
    return page.body();
  }

  /// Opens the log-in page and logs in.
  ///
  /// @throws IOException if the code was not taken
  void logIn(String nir, String code) throws IOException, InterruptedException {
    open("/connexion");
    Answer answer = fill("/connexion", "nir", nir, "code", code);
    if (answer.status() != SEE_OTHER) {
      throw new IOException("the log-in answered " + answer.status());
    }
  }

  /// A hidden value of the page that is open.
  String hidden(String name) {
    return hidden.getOrDefault(name, "");
  }

  /// What came of a form.
  ///
  /// @param milliseconds from sending it to the last byte of the answer
  record Answer(int status, String page, double milliseconds) {

    /// The page without what is new each time, or was typed.
    String bare() {
      return ANEW.matcher(page).replaceAll("");
    }

    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /// Sends the form of the page that is open: names and values in turn.
  Answer fill(String path, String... fields) throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>(hidden);
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    long sent = System.nanoTime();
    HttpResponse<String> answer = send(request);
    double milliseconds = (System.nanoTime() - sent) / 1e6;
    return new Answer(answer.statusCode(), answer.body(), milliseconds);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(site.resolve(path));
    StringBuilder all = new StringBuilder();
    cookies.forEach((name, value) -> all.append(name).append('=').append(value).append("; "));
    return all.isEmpty() ? request : request.header("Cookie", all.substring(0, all.length() - 2));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    for (String cookie : answer.headers().allValues("set-cookie")) {
      String pair = cookie.split(";", 2)[0];
      int equals = pair.indexOf('=');
      cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    hidden.clear();
    Matcher found = HIDDEN.matcher(answer.body());
    while (found.find()) {
      hidden.put(found.group(1), found.group(2));
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
