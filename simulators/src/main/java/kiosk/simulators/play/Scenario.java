package kiosk.simulators.play;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What a scenario file says.
///
/// ```
/// title: The roll ends in mid-ticket
/// device: printer
/// profile: custom-vkp80iii
/// steps:
///   - fault: paper-out @row 150
///   - print: 30
///   - expect: {end: SPOILED, trouble: PAPER_OUT}
/// ```
///
/// @param profile the kind of device
public record Scenario(String title, Device device, String profile, List<Step> steps) {

  /// The scenarios that come with the simulators.
  public static final List<String> BUNDLED =
      List.of(
          "printer-bin-full",
          "printer-code-page-wrong",
          "printer-counts-nothing",
          "printer-counts-nothing-epson",
          "printer-cover-opened",
          "printer-cutter-stuck",
          "printer-fence-lost",
          "printer-forgotten-ticket",
          "printer-jam",
          "printer-noise",
          "printer-paper-out",
          "printer-paper-out-epson",
          "printer-power-loss",
          "printer-status-inside",
          "printer-taken",
          "printer-unplugged",
          "printer-unplugged-epson",
          "printer-wrong-baud",
          "reader-command-refused",
          "reader-echo-altered",
          "reader-exchanged",
          "reader-mute",
          "reader-pulled-and-back",
          "reader-reply-split",
          "reader-silent-exchange",
          "reader-unplugged",
          "reader-wrong-checksum");

  /// What is simulated.
  enum Device {
    PRINTER,
    READER
  }

  /// One thing to do or to see.
  ///
  /// @param verb what
  /// @param argument empty when there is none
  /// @param wanted what is expected, by name, for `expect`
  record Step(String verb, String argument, Map<String, String> wanted) {

    Step {
      wanted = Map.copyOf(wanted);
    }

    /// As a technician reads it.
    @Override
    public String toString() {
      return (verb + " " + (wanted.isEmpty() ? argument : new TreeMap<>(wanted))).strip();
    }
  }

  public Scenario {
    steps = List.copyOf(steps);
  }

  /// Reads a file, or a bundled scenario when there is no such file.
  ///
  /// @throws ScenarioException when there is neither, or it makes no sense
  public static Scenario find(String name) throws ScenarioException {
    try {
      if (Files.isRegularFile(Path.of(name))) {
        return parse(Files.readString(Path.of(name)));
      }
      String bundled = name.replaceFirst("\\.yaml$", "");
      if (!BUNDLED.contains(bundled)) {
        throw new ScenarioException("no file '" + name + "' and no scenario of this name");
      }
      try (InputStream in = Scenario.class.getResourceAsStream("/scenarios/" + bundled + ".yaml")) {
        if (in == null) {
          throw new ScenarioException("the scenario '" + bundled + "' is missing");
        }
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new ScenarioException("cannot read '" + name + "': " + e.getMessage());
    }
  }

  /// Reads the text of a file.
  ///
  /// @throws ScenarioException when it makes no sense; says where
  static Scenario parse(String text) throws ScenarioException {
    Object read;
    try {
      read = new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new ScenarioException(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
    if (!(read instanceof Map<?, ?> map) || !(map.get("steps") instanceof List<?> list)) {
      throw new ScenarioException("a scenario has a title, a device and a list of steps");
    }
    List<Step> steps = new ArrayList<>();
    for (Object step : list) {
      steps.add(step(step));
    }
    Device device =
        switch (String.valueOf(map.get("device"))) {
          case "printer" -> Device.PRINTER;
          case "reader" -> Device.READER;
          default -> throw new ScenarioException("the device is printer or reader");
        };
    Object profile = map.get("profile");
    String usual = device == Device.PRINTER ? "epson-tm" : "gempc-twin";
    return new Scenario(
        String.valueOf(map.get("title")),
        device,
        profile == null ? usual : profile.toString(),
        steps);
  }

  private static Step step(Object read) throws ScenarioException {
    if (read instanceof String verb) {
      return new Step(verb, "", Map.of());
    }
    if (!(read instanceof Map<?, ?> map) || map.size() != 1) {
      throw new ScenarioException("a step is one word, or one word with what belongs to it");
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String verb = String.valueOf(only.getKey());
    if (only.getValue() instanceof Map<?, ?> inner) {
      Map<String, String> wanted = new TreeMap<>();
      inner.forEach((key, value) -> wanted.put(String.valueOf(key), String.valueOf(value)));
      return new Step(verb, "", wanted);
    }
    return new Step(verb, String.valueOf(only.getValue()), Map.of());
  }
}
