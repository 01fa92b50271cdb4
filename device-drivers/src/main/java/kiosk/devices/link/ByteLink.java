package kiosk.devices.link;

import java.time.Duration;

/// A two-way line of bytes to one device, with a deadline on each operation.
///
/// One thread may read while another writes; two readers or two writers at once are not allowed.
/// [#close()] may be called from any thread: it wakes a blocked reader and a blocked writer, which
/// then fail with [LinkException.Reason#CLOSED]. Once an operation has failed with anything but
/// [LinkException.Reason#WRITE_TIMEOUT] the link is dead and must be opened anew.
public interface ByteLink extends AutoCloseable {

  /// Waits for at least one byte and reads what is there, at most `length`.
  ///
  /// @return how many bytes were read, or 0 when `patience` ran out first
  /// @throws LinkException when the device is unplugged or the link is closed
  int read(byte[] into, int offset, int length, Duration patience) throws LinkException;

  /// Hands all of `bytes[offset, offset + length)` to the line.
  ///
  /// That the call returned says nothing about the device: only an answer from it does.
  ///
  /// @throws LinkException when the line did not take everything within `patience`
  ///     ([LinkException.Reason#WRITE_TIMEOUT]; some bytes may have gone), was unplugged or closed
  void write(byte[] bytes, int offset, int length, Duration patience) throws LinkException;

  /// Writes the whole array, as [#write(byte\[\], int, int, Duration)].
  default void write(byte[] bytes, Duration patience) throws LinkException {
    write(bytes, 0, bytes.length, patience);
  }

  /// Whether the device's own wire, where [LineSettings#flow()] names one, says that it can take
  /// bytes. Nothing holds a write but whoever asks this before.
  default boolean clearToSend() {
    return true;
  }

  /// Throws away what has been received and not read.
  void discardInput() throws LinkException;

  /// Makes a read that waits, or else the next one, return 0 at once; any thread may call it. A
  /// link whose reads never wait long may leave it without effect.
  default void wake() {}

  /// Closes the line; later calls do nothing.
  @Override
  void close();
}
