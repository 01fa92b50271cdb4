package kiosk.bench;

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

/// A browser without script, on the portal: it keeps cookies and the hidden value of a form.
final class PortalClient {

  private static final Pattern SECRET =
      Pattern.compile("<input type=\"hidden\" name=\"secret\" value=\"([^\"]*)\"");

  private static final int SEE_OTHER = 303;

  private final HttpClient http;
  private final URI site;
  private final Map<String, String> cookies = new LinkedHashMap<>();

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
    Matcher secret = SECRET.matcher(open("/connexion"));
    if (!secret.find()) {
      throw new IOException("no form to log in");
    }
    String form =
        "secret=%s&nir=%s&code=%s"
            .formatted(
                URLEncoder.encode(secret.group(1), UTF_8), nir, URLEncoder.encode(code, UTF_8));
    HttpResponse<String> answer =
        send(
            request("/connexion")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    if (answer.statusCode() != SEE_OTHER) {
      throw new IOException("the log-in answered " + answer.statusCode());
    }
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
    return answer;
  }
}
