package kiosk.devices.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A serial port through jSerialComm.
///
/// One platform thread per port reads for as long as the port is open; it sees an unplug within
/// milliseconds and ends a write that is past its deadline, because on Linux only a close from
/// another thread can. After [LinkException.Reason#WRITE_TIMEOUT] this link is therefore closed.
/// Listeners of the library are not used: after an unplug they are called in an endless loop.
public final class SerialLink implements ByteLink {

  /// The library rounds to tenths of a second; also how late a write's deadline may be seen.
  private static final int NATIVE_WAIT_MILLIS = 100;

  /// A read ends after the wait; twice as long, for a machine that is busy.
  private static final Duration READ_ENDS_AFTER = Duration.ofMillis(2 * NATIVE_WAIT_MILLIS);

  private final SerialPort port;
  private final LineSettings.Flow flow;
  private final Inbox inbox = new Inbox();
  private final Object portLock = new Object();
  private final Thread receiver;
  private boolean closed;
  private volatile long writeDeadline = Long.MAX_VALUE;
  private volatile boolean writeExpired;

  private SerialLink(SerialPort port, LineSettings.Flow flow, String name) {
    this.port = port;
    this.flow = flow;
    this.receiver = Thread.ofPlatform().daemon().name("serial-" + name).start(this::receive);
  }

  /// What opens the port named `path`. A symbolic link is followed anew at every opening: after a
  /// replug it may lead elsewhere.
  public static LinkOpener opener(Path path, LineSettings settings) {
    return () -> open(path, settings);
  }

  private static SerialLink open(Path path, LineSettings settings) throws LinkException {
    if (!Files.exists(path)) {
      throw new LinkException(LinkException.Reason.ABSENT, "no port " + path);
    }
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new LinkException(LinkException.Reason.DENIED, "no right to use " + path);
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path.toString());
    } catch (SerialPortInvalidPortException e) {
      throw new LinkException(LinkException.Reason.ABSENT, "no serial port " + path);
    }
    configure(port, settings);
    if (!port.openPort()) {
      // It is there and we have the right to it; the library's code does not tell more.
      throw new LinkException(
          LinkException.Reason.BUSY, path + " does not open: is another program using it?");
    }
    port.flushIOBuffers();
    return new SerialLink(port, settings.flow(), String.valueOf(path.getFileName()));
  }

  private static void configure(SerialPort port, LineSettings settings) {
    int stop = settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
    port.setComPortParameters(settings.baud(), 8, stop, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    // RTS low stops the plug-and-play string of a GemPC Twin.
    if (settings.flow() == LineSettings.Flow.NONE) {
      port.clearRTS();
    } else {
      port.setRTS();
      port.setDTR();
    }
    port.setComPortTimeouts(
        SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
        NATIVE_WAIT_MILLIS,
        0);
  }

  @Override
  public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
    return inbox.take(into, offset, length, patience);
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Duration patience) throws LinkException {
    inbox.ensureAlive();
    writeDeadline = System.nanoTime() + patience.toNanos();
    int written = port.writeBytes(bytes, length, offset);
    writeDeadline = Long.MAX_VALUE;
    if (written == length) {
      return;
    }
    if (writeExpired) {
      throw new LinkException(
          LinkException.Reason.WRITE_TIMEOUT, "the line took no more bytes in time");
    }
    inbox.ensureAlive();
    close(new LinkException(LinkException.Reason.UNPLUGGED, "the line took no bytes"));
    inbox.ensureAlive();
  }

  @Override
  public boolean clearToSend() {
    return switch (flow) {
      case NONE -> true;
      case RTS_CTS -> port.getCTS();
      case DTR_DSR -> port.getDSR();
    };
  }

  @Override
  public void discardInput() throws LinkException {
    inbox.discard();
  }

  @Override
  public void wake() {
    inbox.wake();
  }

  /// Returns once nobody reads the port any more, within two tenths of a second: the library's
  /// close does not wait for a read under way, which may take the first bytes meant for the next
  /// user of the port.
  @Override
  public void close() {
    close(new LinkException(LinkException.Reason.CLOSED, "the line is closed"));
    try {
      receiver.join(READ_ENDS_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close(LinkException why) {
    inbox.end(why);
    synchronized (portLock) {
      if (!closed) {
        closed = true;
        port.closePort();
      }
    }
  }

  /// The port's thread.
  private void receive() {
    byte[] buffer = new byte[4096];
    @Nullable LinkException end = null;
    while (end == null) {
      int count = port.readBytes(buffer, buffer.length);
      if (count < 0) {
        end = new LinkException(LinkException.Reason.UNPLUGGED, "the device went away");
      } else if (System.nanoTime() > writeDeadline) {
        writeExpired = true;
        end = new LinkException(LinkException.Reason.CLOSED, "closed after a write got stuck");
      } else {
        inbox.put(buffer, count);
        Arrays.fill(buffer, 0, count, (byte) 0);
      }
    }
    close(end);
  }
}
