package kiosk.devices.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A serial port through jSerialComm.
///
/// One platform thread per port reads for as long as the port is open, and it alone closes it. It
/// sees an unplug within milliseconds and ends a write that is past its deadline, because on Linux
/// only a close from another thread can. After [LinkException.Reason#WRITE_TIMEOUT] this link is
/// therefore closed. Listeners of the library are not used: after an unplug they are called in an
/// endless loop.
///
/// The library looks at its handle twice, before a call and for it (2.11.4,
/// `SerialPort#readBytes`): closed in between, the whole program dies. So nothing here calls a port
/// that may be being closed.
public final class SerialLink implements ByteLink {

  /// The library rounds to tenths of a second; also how late a write's deadline may be seen.
  private static final int NATIVE_WAIT_MILLIS = 100;

  /// A write that the kernel holds is deep in the library by then, and a close sets it free.
  private static final long HELD_MILLIS = 2 * NATIVE_WAIT_MILLIS;

  private final SerialPort port;
  private final LineSettings.Flow flow;
  private final Inbox inbox = new Inbox();
  private final ReentrantLock writing = new ReentrantLock();
  private final Thread receiver;
  private volatile boolean closing;
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
    if (handOver(bytes, offset, length, patience) == length) {
      return;
    }
    if (writeExpired) {
      throw new LinkException(
          LinkException.Reason.WRITE_TIMEOUT, "the line took no more bytes in time");
    }
    end(new LinkException(LinkException.Reason.UNPLUGGED, "the line took no bytes"));
    inbox.ensureAlive();
  }

  private int handOver(byte[] bytes, int offset, int length, Duration patience)
      throws LinkException {
    writing.lock();
    try {
      inbox.ensureAlive();
      writeDeadline = System.nanoTime() + patience.toNanos();
      return port.writeBytes(bytes, length, offset);
    } finally {
      writeDeadline = Long.MAX_VALUE;
      writing.unlock();
    }
  }

  @Override
  public boolean clearToSend() {
    if (flow == LineSettings.Flow.NONE) {
      return true;
    }
    writing.lock();
    try {
      return !closing && (flow == LineSettings.Flow.RTS_CTS ? port.getCTS() : port.getDSR());
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void discardInput() throws LinkException {
    inbox.discard();
  }

  @Override
  public void wake() {
    inbox.wake();
  }

  /// Returns once the port is closed, which takes about a tenth of a second: a read under way may
  /// take the first bytes meant for the next user of the port, and ends by itself.
  @Override
  public void close() {
    end(new LinkException(LinkException.Reason.CLOSED, "the line is closed"));
    try {
      receiver.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(LinkException why) {
    inbox.end(why);
    closing = true;
  }

  /// The port's thread.
  private void receive() {
    byte[] buffer = new byte[4096];
    while (!closing) {
      int count = port.readBytes(buffer, buffer.length);
      if (count < 0) {
        end(new LinkException(LinkException.Reason.UNPLUGGED, "the device went away"));
      } else if (System.nanoTime() > writeDeadline) {
        writeExpired = true;
        end(new LinkException(LinkException.Reason.CLOSED, "closed after a write got stuck"));
      } else {
        inbox.put(buffer, count);
        Arrays.fill(buffer, 0, count, (byte) 0);
      }
    }
    closePort();
  }

  private void closePort() {
    boolean free = false;
    try {
      free = writing.tryLock(HELD_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    port.closePort();
    if (free) {
      writing.unlock();
    }
  }
}
