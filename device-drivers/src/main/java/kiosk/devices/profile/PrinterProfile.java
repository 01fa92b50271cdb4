package kiosk.devices.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LineSettings.Flow;

/// What one kind of printer can do, as a file says, each fact with where it is known from.
///
/// The file is `key = value provenance` lines; those of the kinds we know stand beside this class.
///
/// @param name as in the configuration
/// @param facts every line of the file by its key
public record PrinterProfile(String name, Map<String, Fact> facts) {

  /// The kinds of printer that have a file here.
  public static final List<String> KNOWN = List.of("epson-tm", "custom-vkp80iii", "custom-tg2480h");

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
  public record Fact(String value, Provenance provenance) {}

  /// Whose status bytes, counts and symbol numbers a printer speaks.
  public enum Dialect {
    EPSON,
    CUSTOM
  }

  /// How a cut ticket is brought to the person.
  public enum Mouth {
    /// It hangs where it was cut.
    NONE,
    /// GS e: cut, then present for some seconds.
    GS_E,
    /// FS P: cut and present in one.
    FS_P
  }

  /// The two-dimensional symbols of GS ( k.
  public enum Symbol {
    QR,
    PDF417,
    DATAMATRIX
  }

  /// What is asked behind the print data to learn that it is on paper.
  public enum Fence {
    /// GS ( H, answered with its own name once the printing is done.
    PROCESS_ID,
    /// GS I 3, answered in its turn.
    IDENTITY
  }

  /// How the printer's buffers are emptied.
  public enum Clearing {
    /// DLE DC4 8, which is answered.
    DLE_DC4,
    /// DLE ENQ 2, which is not: the full status must then say that nothing is spooled.
    DLE_ENQ
  }

  public PrinterProfile {
    facts = Map.copyOf(facts);
    int widest = Math.max(number(facts, "paper.columns"), 2 * number(facts, "paper.largeColumns"));
    value(facts, "text.wpc1252");
    flow(facts);
    if (widest * number(facts, "font.cellDots") > number(facts, "paper.widthDots")) {
      throw new IllegalArgumentException("the columns of " + name + " do not fit its paper");
    }
  }

  /// Reads the profile of this name, or from this file when the name ends in `.properties`.
  ///
  /// @return empty when there is none
  /// @throws IllegalArgumentException when the file lacks a fact or a fact makes no sense
  public static Optional<PrinterProfile> find(String name) {
    try {
      if (name.endsWith(".properties")) {
        Path file = Path.of(name);
        return Files.isReadable(file)
            ? Optional.of(read(name, Files.newInputStream(file)))
            : Optional.empty();
      }
      return KNOWN.contains(name)
          ? Optional.ofNullable(PrinterProfile.class.getResourceAsStream(name + ".properties"))
              .map(in -> read(name, in))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrinterProfile read(String name, InputStream in) {
    Properties file = new Properties();
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      file.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Fact> facts = new TreeMap<>();
    for (String key : file.stringPropertyNames()) {
      facts.put(key, fact(key, file.getProperty(key)));
    }
    return new PrinterProfile(name, facts);
  }

  /// The same printer with one fact known otherwise.
  public PrinterProfile with(String key, String value, Provenance provenance) {
    Map<String, Fact> more = new TreeMap<>(facts);
    more.put(key, new Fact(value, provenance));
    return new PrinterProfile(name, more);
  }

  /// The profile as a file of its own, keys in order.
  public String text() {
    return new TreeMap<>(facts)
        .entrySet().stream()
            .map(
                line ->
                    "%s = %s %s%n"
                        .formatted(
                            line.getKey(),
                            line.getValue().value(),
                            line.getValue().provenance().name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining());
  }

  /// How its serial line is set. XON and XOFF are the driver's own, and need nothing of the line.
  public LineSettings line() {
    return new LineSettings(number("line.baud"), number("line.stopBits"), flow(facts));
  }

  private static Flow flow(Map<String, Fact> facts) {
    Fact fact = facts.get("line.flow");
    return switch (fact == null ? "xon-xoff" : fact.value()) {
      case "xon-xoff" -> Flow.NONE;
      case "rts-cts" -> Flow.RTS_CTS;
      case "dtr-dsr" -> Flow.DTR_DSR;
      default ->
          throw new IllegalArgumentException("line.flow is none of xon-xoff, rts-cts, dtr-dsr");
    };
  }

  /// The dots of a row.
  public int widthDots() {
    return number("paper.widthDots");
  }

  /// Characters in a line of ordinary print.
  public int columns() {
    return number("paper.columns");
  }

  /// Characters in a line of large print.
  public int largeColumns() {
    return number("paper.largeColumns");
  }

  /// The width of a character of font A.
  public int cellDots() {
    return number("font.cellDots");
  }

  /// Whose language its status and symbols are.
  public Dialect dialect() {
    return Dialect.valueOf(word("dialect"));
  }

  /// How a ticket comes to the person.
  public Mouth mouth() {
    return Mouth.valueOf(word("presenter.commands"));
  }

  /// Whether a sensor at the mouth sees the ticket.
  public boolean presenter() {
    return flag("presenter.sensor");
  }

  /// Whether a forgotten ticket can be pulled back into a bin.
  public boolean retractor() {
    return flag("presenter.retractor");
  }

  /// The steps of the presenter that put a ticket within reach.
  public int presenterSteps() {
    return number("presenter.steps");
  }

  /// Whether it has the page of French letters, WPC1252.
  public boolean frenchPage() {
    return flag("text.wpc1252");
  }

  /// Whether it is known to draw this symbol: what only is believed to is none that personal data
  /// may go into, for a printer may print the data of a symbol that it lacks as text.
  public boolean draws(Symbol symbol) {
    Fact fact = facts.get(key(symbol));
    return fact != null
        && Boolean.parseBoolean(fact.value())
        && fact.provenance() != Provenance.UNVERIFIED;
  }

  /// The line of the file that says whether it draws this symbol.
  public static String key(Symbol symbol) {
    return "symbols." + symbol.name().toLowerCase(Locale.ROOT);
  }

  /// What proves that something is on paper.
  public Fence fence() {
    return Fence.valueOf(word("proof.fence"));
  }

  /// Whether it counts its cuts for its whole life.
  public boolean counters() {
    return flag("proof.counters");
  }

  /// How its buffers are emptied.
  public Clearing clearing() {
    return Clearing.valueOf(word("recovery.clear"));
  }

  private int number(String key) {
    return number(facts, key);
  }

  private boolean flag(String key) {
    return Boolean.parseBoolean(value(facts, key));
  }

  private String word(String key) {
    return value(facts, key).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static int number(Map<String, Fact> facts, String key) {
    return Integer.parseInt(value(facts, key));
  }

  private static String value(Map<String, Fact> facts, String key) {
    Fact fact = facts.get(key);
    if (fact == null) {
      throw new IllegalArgumentException("the profile lacks " + key);
    }
    return fact.value();
  }

  private static Fact fact(String key, String line) {
    int space = line.strip().lastIndexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("no provenance given for " + key);
    }
    String provenance = line.strip().substring(space + 1).toUpperCase(Locale.ROOT);
    return new Fact(line.strip().substring(0, space).strip(), Provenance.valueOf(provenance));
  }
}
