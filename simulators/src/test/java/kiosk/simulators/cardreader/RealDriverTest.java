package kiosk.simulators.cardreader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else's driver: the unmodified pcscd with libccidtwin.so uses the simulated reader, and
/// opensc-tool reads the card through it.
///
/// pcscd has one socket for a whole machine, so it runs in a mount namespace of its own, with an
/// empty `/run`: a pcscd of the machine is not disturbed. Whoever is not root gets the right to
/// one by a user namespace; root in a container that forbids both uses the machine's own `/run`,
/// when no other pcscd does. The test never skips itself: what is missing is said.
class RealDriverTest {

  private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libccidtwin.so");

  /// $1 is the folder of the reader's configuration, $2 one for the log, $3 whether `/run` may be
  /// replaced.
  private static final String SCRIPT =
      """
      set -e
      [ "$3" = false ] || mount -t tmpfs tmpfs /run
      mkdir -p /run/pcscd
      PATH=$PATH:/usr/sbin
      pcscd -c "$1" --foreground > "$2/log" 2>&1 &
      trap 'kill $!' EXIT
      tries=0
      until opensc-tool --list-readers 2>/dev/null | grep -q '0 *Yes'; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || { cat "$2/log"; exit 1; }
        sleep 0.2
      done
      opensc-tool -r 0 -a
      opensc-tool -r 0 -s 00A40000023F00 -s 00B082007C \\
        -s 00A404000BD250000002564954414C45 -s 00B0820000
      """;

  private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");

  @TempDir Path folder;

  @Test
  void openscToolReadsTheAnswerToResetAndTheNirThroughPcscd() throws Exception {
    assertThat(missing())
        .as("this test needs Debian packages, please: apt-get install pcscd libccid opensc")
        .isEmpty();
    List<String> place = place();
    Persona marie = Deck.all().getFirst();
    Path link = folder.resolve("tty");
    try (SimulatedReader reader = SimulatedReader.start(link)) {
      reader.insert(marie);
      String said = run(place, configuration(link));
      assertThat(said).contains("3b:75:13:00:00:44:09:ea:90:00");
      assertThat(bytes(said)).contains(hex(marie.holder().surname()));
      assertThat(bytes(said)).contains(hex(marie.holder().nir()));
    }
  }

  private Path configuration(Path link) throws IOException {
    Path configuration = Files.createDirectory(folder.resolve("reader.conf.d"));
    Files.writeString(
        configuration.resolve("reader"),
        """
        FRIENDLYNAME "Borne GemPC Twin"
        DEVICENAME %s:GemPCTwin
        LIBPATH %s
        """
            .formatted(link, DRIVER));
    return configuration;
  }

  private static List<Path> missing() {
    return Stream.of(
            DRIVER,
            Path.of("/usr/sbin/pcscd"),
            Path.of("/usr/bin/opensc-tool"),
            Path.of("/usr/bin/unshare"))
        .filter(file -> !Files.exists(file))
        .toList();
  }

  /// The words before a command that give it a `/run` of its own; none when the machine's is free.
  private static List<String> place() throws IOException, InterruptedException {
    for (List<String> namespace :
        List.of(List.of("unshare", "--mount"), List.of("unshare", "--map-root-user", "--mount"))) {
      if (succeeds(namespace, "mount", "-t", "tmpfs", "tmpfs", "/run")) {
        return namespace;
      }
    }
    assertThat(Files.isWritable(Path.of("/run")) && !Files.exists(SOCKET))
        .as(
            "neither a mount namespace nor /run for pcscd: run as root, allow user namespaces,"
                + " or stop the pcscd of this machine")
        .isTrue();
    return List.of();
  }

  private static boolean succeeds(List<String> before, String... command)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(before);
    words.addAll(List.of(command));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private String run(List<String> place, Path configuration)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(place);
    words.addAll(
        List.of(
            "sh",
            "-c",
            SCRIPT,
            "sh",
            configuration.toString(),
            folder.toString(),
            String.valueOf(!place.isEmpty())));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  /// The pairs of digits in opensc-tool's dumps, in order.
  private static String bytes(String said) {
    return said.lines()
        .filter(line -> line.matches("([0-9A-F]{2} )+.*"))
        .map(line -> line.substring(0, Math.min(48, line.length())).replaceAll("[^0-9A-F]", ""))
        .reduce("", String::concat);
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      hex.append("%02X".formatted(b));
    }
    return hex.toString();
  }
}
