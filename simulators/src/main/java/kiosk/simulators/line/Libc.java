package kiosk.simulators.line;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The calls of the C library that a pseudo-terminal needs, on Linux. Every call gives the C
/// result, or `-errno` when it failed.
final class Libc {

  /// Flags of `open(2)`, as `asm-generic/fcntl.h` numbers them.
  static final int O_RDWR = 0x2;

  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;

  /// Flag of `eventfd(2)`.
  static final int EFD_CLOEXEC = 0x80000;

  /// Events of `poll(2)`.
  static final short POLLIN = 0x1;

  static final short POLLOUT = 0x4;

  /// Errors, as `asm-generic/errno-base.h` numbers them.
  static final int EINTR = 4;

  static final int EAGAIN = 11;

  /// Flag of c_cflag, as `asm-generic/termbits-common.h` numbers it.
  static final int CRTSCTS = 0x80000000;

  private static final int TCSANOW = 0;

  /// Larger than `struct termios` on any Linux.
  private static final int TERMIOS_ROOM = 128;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MemoryLayout INT = ValueLayout.JAVA_INT;
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
  private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

  private static final MethodHandle POSIX_OPENPT = call("posix_openpt", INT, INT);
  private static final MethodHandle GRANTPT = call("grantpt", INT, INT);
  private static final MethodHandle UNLOCKPT = call("unlockpt", INT, INT);
  private static final MethodHandle PTSNAME_R = call("ptsname_r", INT, INT, POINTER, LONG);
  private static final MethodHandle OPEN = call("open", INT, POINTER, INT);
  private static final MethodHandle CLOSE = call("close", INT, INT);
  private static final MethodHandle READ = call("read", LONG, INT, POINTER, LONG);
  private static final MethodHandle WRITE = call("write", LONG, INT, POINTER, LONG);
  private static final MethodHandle POLL = call("poll", INT, POINTER, LONG, INT);
  private static final MethodHandle EVENTFD = call("eventfd", INT, INT, INT);
  private static final MethodHandle TCGETATTR = call("tcgetattr", INT, INT, POINTER);
  private static final MethodHandle TCSETATTR = call("tcsetattr", INT, INT, INT, POINTER);

  private Libc() {}

  static int openMaster() {
    return (int) run(POSIX_OPENPT, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  }

  static int grant(int master) {
    return (int) run(GRANTPT, master);
  }

  static int unlock(int master) {
    return (int) run(UNLOCKPT, master);
  }

  /// The path of the other side, such as `/dev/pts/7`.
  static String slaveName(int master) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(256);
      long result = run(PTSNAME_R, master, name, name.byteSize());
      if (result != 0) {
        throw new IllegalStateException("ptsname_r gave " + result);
      }
      return name.getString(0);
    }
  }

  static int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) run(OPEN, arena.allocateFrom(path), flags);
    }
  }

  static int close(int fd) {
    return (int) run(CLOSE, fd);
  }

  static int eventFd() {
    return (int) run(EVENTFD, 0, EFD_CLOEXEC);
  }

  static int read(int fd, byte[] into, int offset, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(length);
      int count = (int) run(READ, fd, buffer, (long) length);
      if (count > 0) {
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, offset, count);
      }
      return count;
    }
  }

  static int write(int fd, byte[] from, int offset, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(length);
      MemorySegment.copy(from, offset, buffer, ValueLayout.JAVA_BYTE, 0, length);
      return (int) run(WRITE, fd, buffer, (long) length);
    }
  }

  /// Waits until `fd` is ready for `events` or `alarm` for reading, at most `millis`.
  ///
  /// @return whether `fd` shows any event, an error among them
  static boolean poll(int fd, short events, int alarm, int millis) {
    try (Arena arena = Arena.ofConfined()) {
      // struct pollfd { int fd; short events; short revents; } (poll(2))
      MemorySegment polled = arena.allocate(16, 4);
      polled.set(ValueLayout.JAVA_INT, 0, fd);
      polled.set(ValueLayout.JAVA_SHORT, 4, events);
      polled.set(ValueLayout.JAVA_INT, 8, alarm);
      polled.set(ValueLayout.JAVA_SHORT, 12, POLLIN);
      run(POLL, polled, 2L, millis);
      return polled.get(ValueLayout.JAVA_SHORT, 6) != 0;
    }
  }

  /// What was set of the line: c_cflag of `struct termios`.
  static int controlFlags(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS_ROOM, 8);
      check("tcgetattr", run(TCGETATTR, fd, termios));
      return termios.get(ValueLayout.JAVA_INT, 8);
    }
  }

  /// No echo, no line editing, no translation: every byte passes as it is (termios(3), raw mode).
  static void makeRaw(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS_ROOM, 8);
      check("tcgetattr", run(TCGETATTR, fd, termios));
      // struct termios begins with c_iflag, c_oflag, c_cflag, c_lflag.
      termios.set(ValueLayout.JAVA_INT, 0, 0);
      termios.set(ValueLayout.JAVA_INT, 4, 0);
      termios.set(ValueLayout.JAVA_INT, 12, 0);
      check("tcsetattr", run(TCSETATTR, fd, TCSANOW, termios));
    }
  }

  static int check(String what, long result) {
    if (result < 0) {
      throw new IllegalStateException(what + " failed with errno " + -result);
    }
    return (int) result;
  }

  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... parameters) {
    List<Linker.Option> options = new ArrayList<>();
    options.add(Linker.Option.captureCallState("errno"));
    if (name.equals("open")) {
      options.add(Linker.Option.firstVariadicArg(parameters.length));
    }
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, parameters),
        options.toArray(new Linker.Option[0]));
  }

  private static long run(MethodHandle function, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(ERRNO_LAYOUT);
      List<Object> all = new ArrayList<>();
      all.add(state);
      all.addAll(Arrays.asList(arguments));
      long result = ((Number) function.invokeWithArguments(all)).longValue();
      return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("call of the C library failed", e);
    }
  }
}
