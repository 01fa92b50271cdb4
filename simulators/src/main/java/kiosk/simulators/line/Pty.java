package kiosk.simulators.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;

/// The device's side of a pseudo-terminal. A symbolic link gives the other side a name that stays:
/// a driver, ours or anybody's, opens that name as a serial port.
///
/// What is written waits in the kernel until somebody reads it; nothing is lost, and a write that
/// finds no room waits for its deadline. [#close()] is the unplug: the other side gets an
/// input/output error, and the name is gone.
public final class Pty implements ByteLink {

  private static final byte[] ALARM = {1, 0, 0, 0, 0, 0, 0, 0};

  private final Path link;
  private final Path device;
  private final int master;
  // Held open so that the master sees no hang-up between two users of the line.
  private final int slave;
  private final int alarm;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  private Pty(Path link) {
    this.link = link;
    this.master = Libc.check("posix_openpt", Libc.openMaster());
    Libc.check("grantpt", Libc.grant(master));
    Libc.check("unlockpt", Libc.unlock(master));
    String name = Libc.slaveName(master);
    this.device = Path.of(name);
    this.slave = Libc.check("open", Libc.open(name, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC));
    this.alarm = Libc.check("eventfd", Libc.eventFd());
    Libc.makeRaw(slave);
  }

  /// Makes a pseudo-terminal and the symbolic link `link` to its other side. A symbolic link that
  /// is already there is replaced; any other file is left alone and refused.
  ///
  /// @throws UncheckedIOException when the link cannot be made
  public static Pty open(Path link) {
    Path absolute = link.toAbsolutePath();
    Pty pty = new Pty(absolute);
    try {
      if (Files.isSymbolicLink(absolute)) {
        Files.delete(absolute);
      }
      Files.createSymbolicLink(absolute, pty.device);
      return pty;
    } catch (IOException e) {
      pty.close();
      throw new UncheckedIOException("cannot make the link " + link, e);
    }
  }

  /// Whether the other side has asked the kernel for flow control by RTS and CTS, which are not
  /// here.
  boolean wantsRtsCts() {
    return (Libc.controlFlags(slave) & Libc.CRTSCTS) != 0;
  }

  /// The symbolic link that names the other side.
  public Path link() {
    return link;
  }

  @Override
  public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
    long deadline = System.nanoTime() + patience.toNanos();
    use.readLock().lock();
    try {
      do {
        ensureOpen();
        int count = Libc.read(master, into, offset, length);
        if (count > 0) {
          return count;
        }
        ensureOnlyWaiting(count);
      } while (await(Libc.POLLIN, deadline));
      ensureOpen();
      return 0;
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length, Duration patience) throws LinkException {
    long deadline = System.nanoTime() + patience.toNanos();
    int done = 0;
    use.readLock().lock();
    try {
      while (done < length) {
        ensureOpen();
        int count = Libc.write(master, bytes, offset + done, length - done);
        if (count > 0) {
          done += count;
          continue;
        }
        ensureOnlyWaiting(count);
        if (!await(Libc.POLLOUT, deadline)) {
          ensureOpen();
          throw new LinkException(LinkException.Reason.WRITE_TIMEOUT, "nobody reads the line");
        }
      }
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public void discardInput() throws LinkException {
    byte[] waste = new byte[512];
    int count;
    do {
      count = read(waste, 0, waste.length, Duration.ZERO);
    } while (count > 0);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    removeLink();
    Libc.write(alarm, ALARM, 0, ALARM.length);
    use.writeLock().lock();
    try {
      Libc.close(slave);
      Libc.close(master);
      Libc.close(alarm);
    } finally {
      use.writeLock().unlock();
    }
  }

  /// Removes the link unless somebody has put another in its place.
  private void removeLink() {
    try {
      if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(device)) {
        Files.delete(link);
      }
    } catch (IOException e) {
      // The folder is gone, and the link with it.
      return;
    }
  }

  private void ensureOpen() throws LinkException {
    if (closed.get()) {
      throw new LinkException(LinkException.Reason.CLOSED, "the line is closed");
    }
  }

  private static void ensureOnlyWaiting(int result) throws LinkException {
    if (result < 0 && result != -Libc.EAGAIN && result != -Libc.EINTR) {
      throw new LinkException(LinkException.Reason.UNPLUGGED, "errno " + -result);
    }
  }

  /// Waits until the master is ready for `events`; false once `deadline` has passed.
  private boolean await(short events, long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0 || closed.get()) {
      return false;
    }
    long millis = Math.min((left + 999_999) / 1_000_000, Integer.MAX_VALUE);
    return Libc.poll(master, events, alarm, (int) millis) || System.nanoTime() < deadline;
  }
}
