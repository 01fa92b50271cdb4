package kiosk.bench.devices;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kiosk.bench.figure.Bar;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;
import kiosk.devices.link.SerialLink;
import kiosk.simulators.line.Pty;

/// A serial line whose plug is pulled and put back ten times a second, faster than any hand: each
/// time a byte passes both ways, the plug is pulled under the open link, and the link must see it.
public final class ReplugPart {

  private static final double MOST_PERCENT = 5;
  private static final int WARMING = 20;
  private static final int TOLD_EVERY = 100;
  private static final long CYCLE = Duration.ofMillis(100).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Path port;
  private final LinkOpener opener;
  private int unseen;

  private ReplugPart(Path port) {
    this.port = port;
    this.opener = SerialLink.opener(port, LineSettings.GEMPC_TWIN);
  }

  /// Measures so many cycles.
  public static List<Bar> measure(int cycles) {
    try {
      Path folder = Files.createTempDirectory("bench");
      ReplugPart part = new ReplugPart(folder.resolve("port"));
      part.run(WARMING);
      part.unseen = 0;
      long open = descriptors();
      int threads = Thread.activeCount();
      long cpu = cpuNanos();
      long began = System.nanoTime();
      part.run(cycles);
      double percent = 100.0 * (cpuNanos() - cpu) / (System.nanoTime() - began);
      SequencedMap<String, Object> facts = new LinkedHashMap<>();
      facts.put("cycles", cycles);
      facts.put("descriptorsBefore", open);
      facts.put("threadsMore", Thread.activeCount() - threads);
      double left = descriptors() - open;
      Files.delete(folder);
      return List.of(
          Bar.of("replugged line, descriptors left open", "", 0, left, facts),
          Bar.of("replugged line, unplugs not seen within a second", "", 0, part.unseen, facts),
          Bar.of("replugged line, part of one core", "%", MOST_PERCENT, tenths(percent), facts));
    } catch (IOException e) {
      return List.of(Bar.unmeasured("replugged line", "", 0, String.valueOf(e)));
    }
  }

  private void run(int cycles) throws LinkException {
    long began = System.nanoTime();
    for (int i = 1; i <= cycles; i++) {
      cycle();
      rest(began + i * CYCLE);
      if (i % TOLD_EVERY == 0) {
        System.err.printf("  %,d of %,d cycles%n", i, cycles);
      }
    }
  }

  private void cycle() throws LinkException {
    byte[] one = new byte[1];
    Pty device = Pty.open(port);
    try (ByteLink link = opener.open()) {
      link.write(one, PATIENCE);
      device.read(one, 0, 1, PATIENCE);
      device.write(one, PATIENCE);
      link.read(one, 0, 1, PATIENCE);
      device.close();
      unseen += sees(link) ? 0 : 1;
    } finally {
      device.close();
    }
  }

  private static boolean sees(ByteLink link) {
    try {
      link.read(new byte[1], 0, 1, PATIENCE);
      return false;
    } catch (LinkException e) {
      return e.reason() == LinkException.Reason.UNPLUGGED;
    }
  }

  private static void rest(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// proc(5): an entry for each open file of this process.
  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
