package kiosk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kiosk.bench.figure.Bar;
import kiosk.bench.rig.Rig;

/// How much of a core an idle process takes, by its own account in `/proc` (proc(5), `stat`, fields
/// 14 and 15: user and system time in ticks of 10 ms).
final class IdleBar {

  private static final String NAME = "idle kiosk process, part of one core";
  private static final double TARGET_PERCENT = 1;
  private static final long SETTLE_S = 10;
  private static final long WATCH_S = 30;
  private static final double MS_A_TICK = 10;

  private IdleBar() {}

  static Bar of(long pid) throws IOException {
    Rig.rest(SETTLE_S);
    long ticks = ticks(pid);
    long began = System.nanoTime();
    Rig.rest(WATCH_S);
    double wall = (System.nanoTime() - began) / 1e6;
    double percent = (ticks(pid) - ticks) * MS_A_TICK / wall * 100;
    return Bar.of(
        NAME,
        "%",
        TARGET_PERCENT,
        Math.round(percent * 100) / 100.0,
        new LinkedHashMap<>(Map.of("seconds", WATCH_S)));
  }

  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    // The second field is the name in brackets and may hold spaces; the third follows its end.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
  }
}
