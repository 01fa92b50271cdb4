package kiosk.simulators.tap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.RecordingLink;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;

/// Listens to a device's line: the last things that passed in words, and a record of all bytes when
/// asked. Both hold what cards and tickets hold of people. Safe from any thread.
public final class LineTap {

  /// How many things are kept: a minute of an idle line.
  static final int KEPT = 400;

  /// A record that nobody ends is ended here: hours of an idle line.
  static final int LONGEST_RECORD = 100_000;

  /// How far a record is.
  ///
  /// @param on whether it goes on
  /// @param passages how many portions of bytes it holds
  public record State(boolean on, int passages) {}

  private final Supplier<Words> language;
  private final Deque<Passed> passed = new ArrayDeque<>();
  private final List<Passage> record = new ArrayList<>();
  private Words words;
  private boolean recording;
  private int plugged;
  private long count;
  private long begin;

  private LineTap(Supplier<Words> language) {
    this.language = language;
    this.words = language.get();
  }

  /// A tap for the line of a GemPC Twin.
  public static LineTap ofReader() {
    return new LineTap(TwinWords::new);
  }

  /// A tap for the line of a receipt printer.
  ///
  /// @param custom whether it answers as Custom's do
  public static LineTap ofPrinter(boolean custom) {
    return new LineTap(() -> new PrinterWords(custom));
  }

  /// The device's side of a line that is plugged in now, listened to. A line of before is heard no
  /// more, and a record that goes on begins anew: it holds one session from its first byte.
  public synchronized ByteLink watch(ByteLink device) {
    plugged++;
    words = language.get();
    if (recording) {
      record.clear();
    }
    int now = plugged;
    return new RecordingLink(device, passage -> hear(now, seenByHost(passage)));
  }

  /// What goes out of the device comes in at the host.
  private static Passage seenByHost(Passage of) {
    Direction way = of.direction() == Direction.OUT ? Direction.IN : Direction.OUT;
    return new Passage(of.nanos(), way, of.bytes());
  }

  private synchronized void hear(int life, Passage passage) {
    if (life != plugged) {
      return;
    }
    begin = count == 0 ? passage.nanos() : begin;
    Duration at = Duration.ofNanos(passage.nanos() - begin);
    for (Said said : words.hear(passage)) {
      count++;
      passed.add(new Passed(count, at, passage.direction(), said));
    }
    while (passed.size() > KEPT) {
      passed.remove();
    }
    if (recording) {
      record.add(passage);
      recording = record.size() < LONGEST_RECORD;
    }
  }

  /// What has passed since the thing of this number, as far as it is kept.
  public synchronized List<Passed> since(long number) {
    return passed.stream().filter(one -> one.number() > number).toList();
  }

  /// Begins a record; one of before is gone.
  public synchronized void record() {
    record.clear();
    recording = true;
  }

  /// Ends the record; it is kept until it is forgotten.
  public synchronized void stop() {
    recording = false;
  }

  /// Ends and forgets the record.
  public synchronized void forget() {
    recording = false;
    record.clear();
  }

  /// How far the record is.
  public synchronized State state() {
    return new State(recording, record.size());
  }

  /// The record so far.
  public synchronized List<Passage> recorded() {
    return List.copyOf(record);
  }
}
