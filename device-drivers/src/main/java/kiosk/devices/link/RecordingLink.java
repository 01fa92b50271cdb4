package kiosk.devices.link;

import java.time.Duration;
import java.util.function.Consumer;

/// A link that tells of every portion that passes, for a record, a log or a measure. The bytes are
/// those of cards and tickets: whoever listens keeps them away from logs.
public final class RecordingLink implements ByteLink {

  /// A portion that passed.
  ///
  /// @param nanos when, on the clock of [System#nanoTime()]
  /// @param direction which way
  /// @param bytes what
  public record Passage(long nanos, Direction direction, Bytes bytes) {}

  /// Which way bytes pass.
  public enum Direction {
    /// From this side to the device.
    OUT,
    /// From the device to this side.
    IN
  }

  private final ByteLink inner;
  private final Consumer<Passage> listener;

  /// @param listener is called by the threads that read and write, and returns at once
  public RecordingLink(ByteLink inner, Consumer<Passage> listener) {
    this.inner = inner;
    this.listener = listener;
  }

  /// An opener whose links all tell `listener`.
  public static LinkOpener opener(LinkOpener opener, Consumer<Passage> listener) {
    return () -> new RecordingLink(opener.open(), listener);
  }

  @Override
  public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
    int count = inner.read(into, offset, length, patience);
    if (count > 0) {
      tell(Direction.IN, into, offset, count);
    }
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Duration patience) throws LinkException {
    tell(Direction.OUT, bytes, offset, length);
    inner.write(bytes, offset, length, patience);
  }

  @Override
  public boolean clearToSend() {
    return inner.clearToSend();
  }

  @Override
  public void discardInput() throws LinkException {
    inner.discardInput();
  }

  @Override
  public void wake() {
    inner.wake();
  }

  @Override
  public void close() {
    inner.close();
  }

  private void tell(Direction direction, byte[] bytes, int offset, int length) {
    listener.accept(
        new Passage(System.nanoTime(), direction, Bytes.of(bytes, offset, offset + length)));
  }
}
