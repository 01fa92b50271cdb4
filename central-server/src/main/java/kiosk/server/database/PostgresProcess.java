package kiosk.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server process of a data folder, and the one-time program that lays the folder out.
final class PostgresProcess {

  private static final Logger log = LoggerFactory.getLogger(PostgresProcess.class);

  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 15;
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  private final Process process;

  private PostgresProcess(Process process) {
    this.process = process;
  }

  /// Lays out a data folder whose only role wants the password in the file.
  static void makeCluster(Path programs, Path data, Path passwordFile, String administrator)
      throws IOException {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.add(programs.resolve("bin/initdb").toString());
    command.addAll(List.of("-D", data.toString(), "-U", administrator, "-E", "UTF8"));
    command.addAll(List.of("--locale=C", "--auth=scram-sha-256"));
    command.addAll(List.of("--pwfile", passwordFile.toString()));
    Path output = data.resolveSibling("initdb.log");
    Process making = launch(command, output);
    if (!ends(making, START_SECONDS) || making.exitValue() != 0) {
      making.destroyForcibly();
      throw new IOException("initdb failed: " + lastLine(output));
    }
  }

  /// Starts and waits until connections are taken.
  static PostgresProcess start(Path programs, Path data, Path output, int port) throws IOException {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.add(programs.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    for (String setting : settings()) {
      command.addAll(List.of("-c", setting));
    }
    PostgresProcess started = new PostgresProcess(launch(command, output));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!takesConnections(data, started.process.pid())) {
      if (ends(started.process, 0.01) || System.nanoTime() > end) {
        started.stop();
        throw new IOException("PostgreSQL did not start: " + lastLine(output));
      }
    }
    return started;
  }

  private static List<String> settings() {
    return List.of(
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "max_connections=100",
        "timezone=UTC",
        // The detail of an error may quote a row, and a row may be about a person.
        "log_error_verbosity=terse",
        "log_min_error_statement=panic");
  }

  /// Stops the server that a killed owner left on this data folder, if there is one.
  static void stopOrphan(Path data) throws IOException {
    Optional<ProcessHandle> orphan = runningOn(data);
    if (orphan.isEmpty()) {
      return;
    }
    log.atWarn().setMessage("database.embedded.orphan").log();
    interrupt(orphan.get().pid());
    try {
      orphan.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      orphan.get().destroyForcibly();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks for the "fast" shut-down: sessions are cut, then everything is written.
  void stop() {
    try {
      if (process.isAlive()) {
        interrupt(process.pid());
      }
      if (!ends(process, STOP_SECONDS)) {
        log.atWarn().setMessage("database.embedded.killed").log();
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  /// SIGINT, which [Process] cannot send.
  private static void interrupt(long pid) throws IOException {
    ends(new ProcessBuilder("kill", "-INT", Long.toString(pid)).start(), STOP_SECONDS);
  }

  private static Process launch(List<String> command, Path output) throws IOException {
    // A session of its own: Ctrl-C in the terminal is for the owner, who stops it last.
    List<String> apart = new ArrayList<>(List.of("setsid"));
    apart.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(apart);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return builder.start();
  }

  /// PostgreSQL refuses to be root: a user namespace makes it nobody, who still owns the files.
  private static List<String> asOrdinaryUser() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }

  /// The server's own word, line 8 of `postmaster.pid` (as `pg_ctl -w` reads it).
  private static boolean takesConnections(Path data, long pid) throws IOException {
    List<String> lines = pidFile(data);
    return lines.size() > STATUS_LINE
        && lines.getFirst().strip().equals(Long.toString(pid))
        && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /// The port of the server that runs on a data folder (line 4 of `postmaster.pid`), if one does.
  static OptionalInt portOf(Path data) throws IOException {
    return runningOn(data).isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(pidFile(data).get(PORT_LINE).strip()));
  }

  private static Optional<ProcessHandle> runningOn(Path data) throws IOException {
    List<String> lines = pidFile(data);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    // After a reboot the number may belong to anybody: only a process that names this folder
    // counts.
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(h -> commandLine(h.pid()).contains(data.toString()));
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> pidFile(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static String lastLine(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output);
    return lines.isEmpty() ? "no word from it" : lines.getLast();
  }

  private static boolean ends(Process process, double seconds) {
    try {
      return process.waitFor((long) (seconds * 1000), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
