package kiosk.server.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kiosk.contract.fleet.Heartbeat.DeviceState;
import kiosk.contract.fleet.Heartbeat.KioskState;
import kiosk.contract.fleet.Heartbeat.PaperState;
import kiosk.server.fleet.Alert;
import kiosk.server.fleet.KioskRow;

/// The first page: what is wrong, how many, and each kiosk.
///
/// @param troubles the grave ones first
/// @param counts each with the list behind it
/// @param shown the kiosks of the list that was asked for
/// @param nodes the nodes' names
public record Overview(
    Instant now,
    List<Trouble> troubles,
    List<Count> counts,
    Show show,
    List<KioskCard> shown,
    List<String> nodes) {

  private static final Duration OUTBOX_LATE = Duration.ofMinutes(2);

  public Overview {
    troubles = List.copyOf(troubles);
    counts = List.copyOf(counts);
    shown = List.copyOf(shown);
    nodes = List.copyOf(nodes);
  }

  /// Which kiosks are listed.
  public enum Show {
    ALL,
    VISIT,
    CLOSED,
    SILENT,
    PAPER;

    boolean holds(KioskCard kiosk) {
      KioskState state = kiosk.row().state();
      PaperState paper = kiosk.row().paper();
      return switch (this) {
        case ALL -> true;
        case VISIT -> !kiosk.lost() && state == KioskState.VISIT;
        case CLOSED -> !kiosk.lost() && state == KioskState.OUT_OF_SERVICE;
        case SILENT -> kiosk.lost();
        case PAPER -> paper == PaperState.NEAR_END || paper == PaperState.OUT;
      };
    }
  }

  /// A number, and the list behind it.
  public record Count(Show show, long number) {}

  static Overview of(
      List<KioskRow> rows,
      List<Alert> alerts,
      List<String> nodes,
      Show show,
      Instant now,
      Words words) {
    List<KioskCard> kiosks = rows.stream().map(row -> KioskCard.of(row, now)).toList();
    List<Trouble> troubles = new ArrayList<>();
    alerts.forEach(alert -> troubles.add(told(alert, words)));
    kiosks.forEach(kiosk -> troubles.addAll(troubles(kiosk, words)));
    troubles.sort(Comparator.comparing(trouble -> !trouble.grave()));
    List<Count> counts =
        Stream.of(Show.values())
            .map(s -> new Count(s, kiosks.stream().filter(s::holds).count()))
            .toList();
    return new Overview(
        now, troubles, counts, show, kiosks.stream().filter(show::holds).toList(), nodes);
  }

  private static Trouble told(Alert alert, Words words) {
    String sentence = words.get("alert." + alert.kind().name(), alert.kiosk());
    return new Trouble(alert.kind() == Alert.Kind.CONFLICT, sentence, "", alert.number());
  }

  static List<Trouble> troubles(KioskCard kiosk, Words words) {
    KioskRow row = kiosk.row();
    List<Trouble> found = new ArrayList<>();
    if (kiosk.lost()) {
      // What it said last is old news: one trouble is enough.
      found.add(trouble(true, "silent", row, words, words.length(kiosk.silent())));
      return found;
    }
    if (row.state() == KioskState.OUT_OF_SERVICE) {
      found.add(trouble(true, "closed", row, words));
    }
    if (row.reader() != DeviceState.UP) {
      found.add(trouble(true, "reader", row, words, words.state(row.reader())));
    }
    if (row.printer() != DeviceState.UP) {
      found.add(trouble(true, "printer", row, words, words.state(row.printer())));
    }
    if (row.paper() == PaperState.OUT || row.paper() == PaperState.NEAR_END) {
      boolean out = row.paper() == PaperState.OUT;
      found.add(trouble(out, out ? "paper.out" : "paper.low", row, words));
    }
    if (kiosk.outboxAge().compareTo(OUTBOX_LATE) > 0) {
      found.add(trouble(false, "outbox", row, words, words.length(kiosk.outboxAge())));
    }
    return found;
  }

  private static Trouble trouble(
      boolean grave, String key, KioskRow row, Words words, String... more) {
    Object[] values = Stream.concat(Stream.of(row.name()), Stream.of(more)).toArray();
    return new Trouble(grave, words.get("trouble." + key, values), "/ops/kiosks/" + row.name(), 0);
  }
}
