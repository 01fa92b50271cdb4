package kiosk.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/// Writes the mails, in French. Thread-safe.
public final class Letters {

  private final TemplateEngine pages = TemplateEngine.createPrecompiled(ContentType.Html);
  private final ResourceBundle words = ResourceBundle.getBundle("mail/mail", Locale.ROOT);

  /// The name before the sender's address (rule E5).
  String senderName() {
    return words.getString("sender.name");
  }

  /// Asks to confirm the address it is sent to (rule E5).
  ///
  /// @param link the page with the button that confirms
  /// @param days how long it does
  public Letter confirmation(String link, int days) {
    return letter("confirmation", Map.of("link", link, "days", days));
  }

  /// Tells that something arrived in the inbox (rule E13).
  ///
  /// @param site where the account is
  public Letter deposit(String site) {
    return letter("deposit", Map.of("site", site));
  }

  /// Tells an address that it is no longer in force (rule E10).
  public Letter addressRemoved() {
    return letter("addressRemoved", Map.of());
  }

  /// Tells the address in force that another is being put in its place (rule E3).
  ///
  /// @param newAddress masked
  public Letter addressChange(String newAddress) {
    return letter("addressChange", Map.of("newAddress", newAddress));
  }

  /// Brings a provisional code (rules C6, C8).
  ///
  /// @param code eight digits
  /// @param life how long it can be used, whole minutes
  public Letter code(String code, Duration life) {
    String digits = code.substring(0, 4) + " " + code.substring(4);
    return letter("code", Map.of("code", digits, "minutes", life.toMinutes()));
  }

  private Letter letter(String name, Map<String, Object> facts) {
    StringOutput html = new StringOutput();
    pages.render("mail/" + name + ".jte", facts, html);
    String text = text("/mail/" + name + ".txt");
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      text = text.replace("{" + fact.getKey() + "}", fact.getValue().toString());
    }
    return new Letter(words.getString(name + ".subject"), text, html.toString());
  }

  private static String text(String resource) {
    try (InputStream in = Letters.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
