package kiosk.terminal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kiosk.contract.settings.Setting;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;

/// All that can be set on a kiosk.
///
/// @param name as in its certificate
/// @param data where the outbox lives
/// @param readerPort the card reader's serial port, if there is a reader
/// @param printerPort the printer's serial port, if there is a printer
/// @param printerProfile the printer's model
/// @param unguarded whether personal papers may come out of a printer that cannot take them back
/// @param centres the central servers, tried in turn
/// @param keys a folder with `kiosk.pem`, `kiosk.key`, `ca.pem`, `seal.pub`
/// @param screenPort of the page, on 127.0.0.1
/// @param idle after which a person who does nothing is warned
/// @param warning after which the visit of one who does not answer is closed
public record TerminalConfig(
    String name,
    Path data,
    Optional<Path> readerPort,
    Optional<Path> printerPort,
    String printerProfile,
    boolean unguarded,
    List<URI> centres,
    Path keys,
    int screenPort,
    Duration idle,
    Duration warning) {

  /// Every setting, with its default.
  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of("kiosk.name", "kiosk-1", "The kiosk's name, as in its certificate."),
          Setting.of("data.dir", "", "The folder of the outbox."),
          Setting.of("reader.port", "", "The card reader's serial port; empty: no reader."),
          Setting.of("printer.port", "", "The printer's serial port; empty: no printer."),
          Setting.of("printer.profile", "epson-tm", "The printer's model, or a probed profile."),
          Setting.of(
              "printer.unguarded",
              "no",
              "Whether personal papers may come out of a printer that cannot take them back."),
          Setting.of(
              "centre.urls",
              "https://127.0.0.1:8443",
              "The central servers, tried in turn, separated by commas."),
          Setting.of("pki.dir", "", "The folder of kiosk.pem, kiosk.key, ca.pem and seal.pub."),
          Setting.of("screen.port", "8081", "The port of the screen's page on 127.0.0.1."),
          Setting.of("visit.idle", "60s", "How long a person may do nothing before the warning."),
          Setting.of("visit.warning", "30s", "How long the warning stands."));

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  public TerminalConfig {
    centres = List.copyOf(centres);
    check(NAME.matcher(name).matches(), "kiosk.name", "1-40 lower-case letters, digits, hyphens");
    check(!centres.isEmpty(), "centre.urls", "at least one https://host:port");
    check(within(idle), "visit.idle", "between 1s and 30m");
    check(within(warning), "visit.warning", "between 1s and 30m");
  }

  /// Takes the values in force.
  ///
  /// @throws SettingsException when one is missing or out of range
  public static TerminalConfig of(Settings settings) {
    return new TerminalConfig(
        settings.required("kiosk.name"),
        settings.path("data.dir"),
        port(settings, "reader.port"),
        port(settings, "printer.port"),
        settings.required("printer.profile"),
        settings.yes("printer.unguarded"),
        settings.list("centre.urls").stream().map(TerminalConfig::centre).toList(),
        settings.path("pki.dir"),
        settings.integer("screen.port", 0, 65_535),
        settings.duration("visit.idle"),
        settings.duration("visit.warning"));
  }

  private static Optional<Path> port(Settings settings, String key) {
    return Optional.of(settings.text(key)).filter(p -> !p.isEmpty()).map(Path::of);
  }

  private static URI centre(String text) {
    try {
      URI uri = new URI(text);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below, like every other wrong one
    }
    throw new SettingsException(
        "The setting 'centre.urls' must be https://host:port, not '" + text + "'.");
  }

  private static boolean within(Duration duration) {
    return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
  }

  private static void check(boolean right, String key, String expected) {
    if (!right) {
      throw new SettingsException("The setting '" + key + "' must be " + expected + ".");
    }
  }
}
