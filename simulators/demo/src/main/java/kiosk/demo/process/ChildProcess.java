package kiosk.demo.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process that this one started and will end.
///
/// It is held by its standard input: when this process goes, however it goes, the child reads the
/// end of its input, and [Leash] ends it. One thread reads its standard output for the
/// ready line; its standard error goes to a file. Thread-safe.
public final class ChildProcess implements AutoCloseable {

  private static final String READY = "ready ";
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final String name;
  private final Path log;
  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /// Starts a process.
  ///
  /// @param name in words, for messages
  /// @param log gets its standard error, anew at every start
  /// @throws StartException when the command cannot be run
  public static ChildProcess start(String name, List<String> command, Path log)
      throws StartException {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(command).redirectError(Redirect.to(log.toFile())).start();
      ChildProcess child = new ChildProcess(name, log, process);
      Thread.ofPlatform().daemon().name("output of " + name).start(child::readOutput);
      return child;
    } catch (IOException e) {
      throw new StartException("Cannot start the " + name + ": " + e.getMessage());
    }
  }

  /// Waits for the line `ready …` and answers what follows the word.
  ///
  /// @throws StartException when the process ends or the time is up before
  public String awaitReady(Duration limit) throws StartException, InterruptedException {
    try {
      return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StartException(
          "The %s is not ready after %d s%s".formatted(name, limit.toSeconds(), lastWords()));
    } catch (ExecutionException e) {
      process.waitFor();
      throw new StartException(
          "The %s ended with status %d before it was ready%s"
              .formatted(name, process.exitValue(), lastWords()));
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /// Completed with the exit status when the process has ended, whoever ended it.
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// SIGKILL, as a power cut would.
  public void kill() {
    process.destroyForcibly();
  }

  /// SIGTERM without waiting, so that several can end side by side.
  public void askToEnd() {
    process.destroy();
  }

  /// SIGTERM, then SIGKILL for one that does not go. Waits for its end.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(line.substring(READY.length()));
        }
      }
    } catch (IOException e) {
      // told below: the output is over
    }
    ready.completeExceptionally(new UncheckedIOException(new IOException("no ready line")));
  }

  /// The end of its log, which mostly says why.
  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      String last = lines.isEmpty() ? "" : ": " + lines.getLast();
      return last + " (see " + log + ")";
    } catch (IOException e) {
      return " (no log: " + e.getMessage() + ")";
    }
  }
}
