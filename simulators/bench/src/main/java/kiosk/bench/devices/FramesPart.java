package kiosk.bench.devices;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import kiosk.bench.figure.Bar;

/// Frames with bytes changed, lost, doubled and cut, over every parser in turn; the seed is fixed.
///
/// A frame that takes long is parsed again, and its time is the shortest: a pause of the machine
/// does not come twice in the same place, what a frame does to a parser does.
public final class FramesPart {

  private static final long SEED = 20_261_122;
  private static final double MOST_MS = 5;
  private static final int AGAIN = 3;
  private static final int TOLD_EVERY = 1_000_000;

  private final Random random = new Random(SEED);
  private final List<Parser> parsers = Parser.all();
  private long slowest;
  private String slowestOf = "";
  private long longestOnTheClock;
  private int thrown;
  private String firstThrown = "";

  private FramesPart() {}

  /// Measures so many frames.
  public static List<Bar> measure(int frames) {
    FramesPart part = new FramesPart();
    long began = System.nanoTime();
    for (int i = 0; i < frames; i++) {
      part.one(part.parsers.get(i % part.parsers.size()));
      if ((i + 1) % TOLD_EVERY == 0) {
        System.err.printf("  %,d of %,d frames%n", i + 1, frames);
      }
    }
    return part.bars(frames, (System.nanoTime() - began) / 1e9);
  }

  private void one(Parser parser) {
    byte[] frame = damaged(parser.sound().get(random.nextInt(parser.sound().size())).toArray());
    long took = nanos(parser, frame);
    longestOnTheClock = Math.max(longestOnTheClock, took);
    for (int again = 0; again < AGAIN && took > slowest; again++) {
      took = Math.min(took, nanos(parser, frame));
    }
    if (took > slowest) {
      slowest = took;
      slowestOf = parser.name();
    }
  }

  private long nanos(Parser parser, byte[] frame) {
    long began = System.nanoTime();
    try {
      parser.parse().accept(frame);
    } catch (RuntimeException e) {
      firstThrown = thrown == 0 ? parser.name() + ": " + e : firstThrown;
      thrown++;
    }
    return System.nanoTime() - began;
  }

  private byte[] damaged(byte[] bytes) {
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean() ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
    }
    int from = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : 0;
    int to = random.nextInt(4) == 0 ? from + random.nextInt(bytes.length - from) : bytes.length;
    return Arrays.copyOfRange(bytes, from, to + (random.nextInt(4) == 0 ? random.nextInt(8) : 0));
  }

  private List<Bar> bars(int frames, double seconds) {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("frames", frames);
    facts.put("seed", SEED);
    facts.put("parsers", parsers.size());
    facts.put("slowest", slowestOf);
    facts.put("withPausesMs", milliseconds(longestOnTheClock));
    facts.put("seconds", Math.round(seconds));
    return List.of(
        Bar.of("damaged frame, slowest", "ms", MOST_MS, milliseconds(slowest), facts),
        Bar.of("damaged frames that a parser threw at", "", 0, thrown, thrown()));
  }

  private SequencedMap<String, Object> thrown() {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("first", firstThrown);
    return facts;
  }

  private static double milliseconds(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
