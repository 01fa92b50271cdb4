package kiosk.devices.printer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import kiosk.devices.link.LineSettings;

/// What one kind of printer can do, as a file beside this class says, each fact with where it is
/// known from.
///
/// @param name as in the configuration
/// @param line how its serial line is set
/// @param widthDots the dots of a row
/// @param columns characters in a line of ordinary print
/// @param largeColumns characters in a line of large print
/// @param cellDots the width of a character of font A
/// @param presenter whether a sensor at the mouth sees the ticket
/// @param provenance for each fact: documented, probed or unverified
public record PrinterProfile(
    String name,
    LineSettings line,
    int widthDots,
    int columns,
    int largeColumns,
    int cellDots,
    boolean presenter,
    Map<String, Provenance> provenance) {

  /// Where a fact about a printer is known from.
  public enum Provenance {
    /// From its maker's papers.
    DOCUMENTED,
    /// A unit was asked.
    PROBED,
    /// Believed only.
    UNVERIFIED
  }

  /// One line of the file: `value provenance`.
  private record Fact(String value, Provenance provenance) {}

  public PrinterProfile {
    provenance = Map.copyOf(provenance);
    if (columns * cellDots > widthDots || largeColumns * 2 * cellDots > widthDots) {
      throw new IllegalArgumentException("the columns of " + name + " do not fit its paper");
    }
  }

  /// Reads the profile of this name.
  ///
  /// @return empty when there is none
  public static Optional<PrinterProfile> find(String name) {
    if (!name.matches("[a-z0-9-]+")) {
      return Optional.empty();
    }
    try (InputStream in = PrinterProfile.class.getResourceAsStream(name + ".properties")) {
      return in == null ? Optional.empty() : Optional.of(read(name, in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrinterProfile read(String name, InputStream in) throws IOException {
    Properties file = new Properties();
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      file.load(reader);
    }
    Map<String, Fact> facts = new TreeMap<>();
    for (String key : file.stringPropertyNames()) {
      facts.put(key, fact(key, file.getProperty(key)));
    }
    Map<String, Provenance> provenance = new TreeMap<>();
    facts.forEach((key, fact) -> provenance.put(key, fact.provenance()));
    return new PrinterProfile(
        name,
        new LineSettings(
            number(facts, "line.baud"), number(facts, "line.stopBits"), LineSettings.Flow.NONE),
        number(facts, "paper.widthDots"),
        number(facts, "paper.columns"),
        number(facts, "paper.largeColumns"),
        number(facts, "font.cellDots"),
        Boolean.parseBoolean(text(facts, "presenter.sensor")),
        provenance);
  }

  private static Fact fact(String key, String line) {
    int space = line.strip().lastIndexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("no provenance given for " + key);
    }
    String provenance = line.strip().substring(space + 1).toUpperCase(Locale.ROOT);
    return new Fact(line.strip().substring(0, space).strip(), Provenance.valueOf(provenance));
  }

  private static int number(Map<String, Fact> facts, String key) {
    return Integer.parseInt(text(facts, key));
  }

  private static String text(Map<String, Fact> facts, String key) {
    Fact fact = facts.get(key);
    if (fact == null) {
      throw new IllegalArgumentException("the profile lacks " + key);
    }
    return fact.value();
  }
}
