package kiosk.demo.visit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page that a mail's link opens: looking changes nothing, its button confirms (rule E6).
final class ConfirmationPage {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*method=\"post\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
  private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

  private final URI target;
  private final String form;

  private ConfirmationPage(URI target, String form) {
    this.target = target;
    this.form = form;
  }

  /// Opens the link and finds the button.
  static ConfirmationPage open(URI link) throws StepException, InterruptedException {
    HttpResponse<String> page = send(HttpRequest.newBuilder(link).GET());
    Matcher form = FORM.matcher(page.body());
    if (page.statusCode() != 200 || !form.find()) {
      throw new StepException(
          "expected a page with a button to confirm, got status " + page.statusCode());
    }
    Matcher action = ACTION.matcher(form.group());
    URI target = action.find() ? link.resolve(unescaped(action.group(1))) : link;
    StringJoiner fields = new StringJoiner("&");
    Matcher hidden = HIDDEN.matcher(form.group(1));
    while (hidden.find()) {
      fields.add(
          encoded(attribute(hidden.group(), "name"))
              + "="
              + encoded(attribute(hidden.group(), "value")));
    }
    return new ConfirmationPage(target, fields.toString());
  }

  /// Presses the button; then the link must have no button any more.
  String confirm() throws StepException, InterruptedException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", target.getScheme() + "://" + target.getAuthority())
                .POST(BodyPublishers.ofString(form)));
    if (answer.statusCode() != 200) {
      throw new StepException(
          "expected that the address is confirmed, got status " + answer.statusCode());
    }
    return answer.body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws StepException, InterruptedException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StepException("expected the server to answer, but " + e.getMessage());
    }
  }

  private static String attribute(String element, String name) {
    Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(element);
    return matcher.find() ? unescaped(matcher.group(1)) : "";
  }

  private static String unescaped(String text) {
    return text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
