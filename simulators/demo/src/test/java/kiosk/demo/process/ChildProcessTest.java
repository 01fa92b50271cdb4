package kiosk.demo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildProcessTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void theReadyLineIsAnsweredAndOtherLinesArePassedOver() throws Exception {
    try (ChildProcess child =
        shell("echo noise; echo ready server https://127.0.0.1:1; read end")) {
      assertThat(child.awaitReady(LONG)).isEqualTo("server https://127.0.0.1:1");
      assertThat(child.alive()).isTrue();
    }
  }

  @Test
  void aChildThatEndsTooSoonIsToldWithItsStatusAndLastWords() throws Exception {
    try (ChildProcess child = shell("echo 'no disk left' >&2; exit 3")) {
      assertThatThrownBy(() -> child.awaitReady(LONG))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("child ended with status 3")
          .hasMessageContaining("no disk left");
    }
  }

  @Test
  void aChildThatIsNeverReadyIsGivenUp() throws Exception {
    try (ChildProcess child = shell("read end")) {
      assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(50)))
          .hasMessageContaining("is not ready");
    }
  }

  @Test
  void closingEndsAChildThatIgnoresNothing() throws Exception {
    ChildProcess child = shell("echo ready child; read end");
    child.awaitReady(LONG);

    child.close();

    assertThat(child.alive()).isFalse();
  }

  @Test
  void aLeashedJvmEndsWhenItsParentIsKilled() throws Exception {
    Path pidFile = folder.resolve("pid");
    Path input = folder.resolve("input");
    String sleeper =
        quoted(java().leashed("sleeper", List.of("-Xmx32m"), Sleeper.class.getName(), List.of()));
    // The parent is a shell that holds the writing end of the JVM's input.
    ChildProcess parent =
        shell(
            "mkfifo %2$s; %1$s <%2$s & echo $! >%3$s; exec 3>%2$s; read end"
                .formatted(sleeper, input, pidFile));
    parent.awaitReady(LONG);
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    ProcessHandle leashed = ProcessHandle.of(pid).orElseThrow();

    parent.kill();

    assertThat(leashed.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  private ChildProcess shell(String script) throws StartException {
    return ChildProcess.start("child", List.of("sh", "-c", script), folder.resolve("child.log"));
  }

  private static String quoted(List<String> words) {
    return String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
  }

  private JavaCommand java() {
    return JavaCommand.likeThisOne(
        ManagementFactory.getRuntimeMXBean().getInputArguments(), folder);
  }

  /// Says that it is ready and waits for ever.
  public static final class Sleeper {
    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("ready sleeper");
      Thread.currentThread().join();
    }
  }
}
