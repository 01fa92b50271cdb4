package kiosk.simulators.cardreader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else's driver: the unmodified pcscd with libccidtwin.so uses the simulated reader, and
/// opensc-tool reads the card through it.
///
/// pcscd has one socket for a whole machine, so it runs in a mount namespace of its own, with a
/// private folder in place of `/run/pcscd`: a pcscd of the machine is not disturbed.
class RealDriverTest {

  private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libccidtwin.so");

  /// $1 is the folder of the reader's configuration, $2 one for the socket.
  private static final String SCRIPT =
      """
      set -e
      mkdir -p /run/pcscd
      mount --bind "$2" /run/pcscd
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

  @TempDir Path folder;

  @Test
  void openscToolReadsTheAnswerToResetAndTheNirThroughPcscd() throws Exception {
    assumeTrue(Files.exists(DRIVER), "needs the Debian packages pcscd, libccid and opensc");
    assumeTrue(mayMount(), "needs the right to a mount namespace (root)");
    Persona marie = Deck.all().getFirst();
    Path link = folder.resolve("tty");
    try (SimulatedReader reader = SimulatedReader.start(link)) {
      reader.insert(marie);
      String said = run(configuration(link), Files.createDirectory(folder.resolve("run")));
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

  private static boolean mayMount() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("unshare", "--mount", "true").start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private static String run(Path configuration, Path socket)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "sh",
                "-c",
                SCRIPT,
                "sh",
                configuration.toString(),
                socket.toString())
            .redirectErrorStream(true)
            .start();
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
