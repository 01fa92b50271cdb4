package kiosk.bench.figure;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// All bars of a run, as JSON with the machine they were measured on.
public record Report(String bench, Instant at, List<Bar> bars) {

  public Report {
    bars = List.copyOf(bars);
  }

  /// Writes it, with the folder around it where there is none.
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, json().encodePrettily() + "\n");
  }

  private JsonObject json() {
    JsonArray all = new JsonArray();
    bars.forEach(bar -> all.add(json(bar)));
    return new JsonObject()
        .put("bench", bench)
        .put("at", at.toString())
        .put("machine", machine())
        .put("met", bars.stream().filter(Bar::met).count())
        .put("of", bars.size())
        .put("bars", all);
  }

  private static JsonObject json(Bar bar) {
    return new JsonObject()
        .put("name", bar.name())
        .put("unit", bar.unit())
        .put("target", Samples.rounded(bar.target()))
        .put("measured", bar.measured().isPresent() ? bar.measured().getAsDouble() : null)
        .put("met", bar.met())
        .put("facts", new JsonObject(bar.facts()));
  }

  private static JsonObject machine() {
    return new JsonObject()
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("java", System.getProperty("java.vm.version"))
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("architecture", System.getProperty("os.arch"));
  }
}
