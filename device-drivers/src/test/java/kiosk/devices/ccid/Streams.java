package kiosk.devices.ccid;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import kiosk.devices.link.Bytes;

/// Streams of bytes as a reader may send them, with what they mean known by construction: the
/// frames are laid out here, by the description of the wire and not by our encoder.
final class Streams {

  /// Bytes and what they amount to.
  record Stream(Bytes bytes, List<TwinSignal> meaning) {}

  private final RandomGenerator random;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<TwinSignal> meaning = new ArrayList<>();

  private Streams(RandomGenerator random) {
    this.random = random;
  }

  /// A stream of a few frames, movements, time requests, refusals and damaged things.
  static Stream of(RandomGenerator random) {
    Streams streams = new Streams(random);
    for (int parts = 1 + random.nextInt(8); parts > 0; parts--) {
      streams.part();
    }
    return new Stream(Bytes.of(streams.bytes.toByteArray()), List.copyOf(streams.meaning));
  }

  private void part() {
    switch (random.nextInt(8)) {
      case 0 -> movement();
      case 1 -> add(new TwinSignal.TimeRequest(), 0x80 + random.nextInt(0x80));
      case 2 -> add(new TwinSignal.Nak(), 0x03, 0x15, 0x16);
      case 3 -> damage(TwinSignal.Kind.STRAY, 0x41);
      case 4 -> damage(TwinSignal.Kind.TOO_LONG, 0x03, 0x06, 0x80, 0x06, 0x01, 0x00, 0x00);
      case 5 -> frame(true);
      default -> frame(false);
    }
  }

  private void movement() {
    boolean present = random.nextBoolean();
    add(new TwinSignal.Movement(present), 0x50, present ? 0x03 : 0x02);
  }

  private void frame(boolean wrongLrc) {
    // Up to the longest: 261 bytes of data.
    byte[] data = new byte[random.nextInt(4) == 0 ? random.nextInt(262) : random.nextInt(8)];
    random.nextBytes(data);
    byte[] head = new byte[10];
    random.nextBytes(head);
    head[1] = (byte) data.length;
    head[2] = (byte) (data.length >> 8);
    head[3] = 0;
    head[4] = 0;
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0x03, 0x06});
    frame.writeBytes(head);
    frame.writeBytes(data);
    int lrc = 0;
    for (byte b : frame.toByteArray()) {
      lrc ^= b;
    }
    frame.write(wrongLrc ? lrc ^ (1 + random.nextInt(255)) : lrc);
    bytes.writeBytes(frame.toByteArray());
    meaning.add(
        wrongLrc
            ? new TwinSignal.Damage(TwinSignal.Kind.WRONG_LRC)
            : new TwinSignal.Frame(
                new CcidMessage(
                    head[0] & 0xFF,
                    head[5] & 0xFF,
                    head[6] & 0xFF,
                    head[7] & 0xFF,
                    head[8] & 0xFF,
                    head[9] & 0xFF,
                    Bytes.of(data))));
  }

  private void damage(TwinSignal.Kind kind, int... raw) {
    add(new TwinSignal.Damage(kind), raw);
  }

  private void add(TwinSignal signal, int... raw) {
    for (int b : raw) {
      bytes.write(b);
    }
    meaning.add(signal);
  }
}
