package kiosk.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Samples;

/// What the simulated printer has noted of the tickets that came out: bytes on the line, and how
/// much longer than line and paper need it took from the first byte to the last dot.
final class TicketBars {

  private static final double MOST_BYTES = 2000;
  private static final double MOST_RATIO = 1.1;

  /// 115200 baud, 8N1.
  private static final double BYTES_PER_MS = 11.52;

  /// 150 mm/s at 8 dots a mm.
  private static final double ROWS_PER_MS = 1.2;

  private TicketBars() {}

  static List<Bar> of(Path paper) throws IOException {
    List<Double> bytes = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (Stream<Path> files = Files.list(paper)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonObject ticket = new JsonObject(Files.readString(file));
        bytes.add(ticket.getDouble("bytes"));
        ratios.add(ratio(ticket));
      }
    }
    Samples sizes = new Samples(bytes);
    Samples times = new Samples(ratios);
    return List.of(
        Bar.of(
            "ticket on the line, longest",
            "bytes",
            MOST_BYTES,
            sizes.percentile(100),
            facts(sizes)),
        Bar.of(
            "first byte to last dot / max(line, paper), median",
            "×",
            MOST_RATIO,
            Math.round(times.median() * 1000) / 1000.0,
            facts(times)));
  }

  private static double ratio(JsonObject ticket) {
    double line = ticket.getDouble("bytes") / BYTES_PER_MS;
    double paper = ticket.getDouble("rowsToLastDot") / ROWS_PER_MS;
    return ticket.getDouble("firstByteToLastDotMillis") / Math.max(line, paper);
  }

  private static SequencedMap<String, Object> facts(Samples samples) {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("tickets", samples.count());
    facts.put("worst", Math.round(samples.percentile(100) * 1000) / 1000.0);
    return facts;
  }
}
