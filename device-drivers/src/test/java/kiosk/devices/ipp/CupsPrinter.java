package kiosk.devices.ipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Somebody else's printer: the unmodified `ippeveprinter` of CUPS.
///
/// Debian's build does not start without DNS-SD and listens on every address of the machine, so it
/// has a network of its own, with a D-Bus and an Avahi of its own that nobody else hears. A door on
/// loopback leads into it. What "prints" is a shell command that behaves as the file `fault` in its
/// folder says: `none`, `paper` (out of paper for a second, then goes on), `jam` (given up
/// at once), `stuck` (a jam, given up when the file says otherwise) or `slow`.
final class CupsPrinter implements AutoCloseable {

  /// Shell: $1 is the folder. Root in a user namespace can become nobody else: there everybody is
  /// root.
  private static final String SCRIPT =
      """
      PATH=$PATH:/usr/sbin
      await() {
        tries=0
        until "$@" 2>/dev/null; do
          tries=$((tries + 1))
          [ $tries -lt 400 ] || { echo "never: $*"; cat "$folder"/*.log; kill $started; exit 1; }
          sleep 0.05
        done
      }
      answers() {
        (exec 3<>/dev/tcp/127.0.0.1/8631)
      }
      folder=$1
      mkdir "$folder/spool"
      ip link set lo up
      printf 'root:x:0:0::/:/bin/sh\navahi:x:0:0::/:/bin/false\n' > "$folder/passwd"
      printf 'root:x:0:\navahi:x:0:\n' > "$folder/group"
      mount --bind "$folder/passwd" /etc/passwd
      mount --bind "$folder/group" /etc/group
      mount -t tmpfs tmpfs /run
      mkdir -p /run/dbus /run/avahi-daemon
      dbus-daemon --config-file "$folder/bus.conf" --nofork --nopidfile > "$folder/dbus.log" 2>&1 &
      started=$!
      await test -S /run/dbus/system_bus_socket
      avahi-daemon --no-rlimits --no-drop-root --no-chroot -f /dev/null > "$folder/avahi.log" 2>&1 &
      started="$started $!"
      await grep -q 'startup complete' "$folder/avahi.log"
      ippeveprinter -n localhost -p 8631 -d "$folder/spool" -f application/pdf \\
        -c "$folder/engine" "Borne A4" > "$folder/printer.log" 2>&1 &
      started="$started $!"
      trap 'kill $started; wait; exit' TERM
      await answers
      echo ready
      wait
      """;

  private static final String BUS =
      """
      <busconfig>
        <type>system</type>
        <listen>unix:path=/run/dbus/system_bus_socket</listen>
        <auth>EXTERNAL</auth>
        <policy context="default">
          <allow own="*"/>
          <allow send_destination="*"/>
          <allow receive_sender="*"/>
        </policy>
      </busconfig>
      """;

  /// What happens inside the printer: lines on standard error set its state (ippeveprinter(1)).
  private static final String ENGINE =
      """
      #!/bin/sh
      echo "STATE: -media-jam-error" >&2
      case $(cat "$(dirname "$0")/fault") in
        paper)
          echo "STATE: +media-empty-error" >&2
          sleep 1.5
          echo "STATE: -media-empty-error" >&2
          sleep 1 ;;
        jam)
          echo "STATE: +media-jam-error" >&2
          exit 1 ;;
        stuck)
          echo "STATE: +media-jam-error" >&2
          while grep -q stuck "$(dirname "$0")/fault"; do sleep 0.1; done
          exit 1 ;;
        slow) sleep 3 ;;
      esac
      echo "ATTR: job-impressions-completed=1" >&2
      """;

  private static final String TUNNEL =
      "exec 3<>/dev/tcp/127.0.0.1/8631 && { cat <&3 & cat >&3; kill $!; }";

  private final Path folder;
  private final Process printer;
  private final ServerSocket door;
  private final List<Process> tunnels = new ArrayList<>();

  CupsPrinter(Path folder) throws IOException {
    assertThat(missing())
        .as(
            "this test needs Debian packages, please:"
                + " apt-get install cups-ipp-utils avahi-daemon dbus iproute2")
        .isEmpty();
    this.folder = folder;
    Path engine = folder.resolve("engine");
    Files.writeString(engine, ENGINE);
    assertThat(engine.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("bus.conf"), BUS);
    behave("none");
    printer =
        new ProcessBuilder(
                "unshare",
                "--map-root-user",
                "--net",
                "--mount",
                "bash",
                "-c",
                SCRIPT,
                "bash",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(printer.inputReader().readLine()).isEqualTo("ready");
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::welcome);
  }

  private static List<Path> missing() {
    return Stream.of(
            "/usr/sbin/ippeveprinter",
            "/usr/sbin/avahi-daemon",
            "/usr/bin/dbus-daemon",
            "/usr/bin/unshare",
            "/usr/bin/nsenter")
        .map(Path::of)
        .filter(file -> !Files.exists(file))
        .toList();
  }

  URI address() {
    return URI.create("ipp://127.0.0.1:" + door.getLocalPort() + "/ipp/print");
  }

  /// How the next job goes.
  void behave(String fault) throws IOException {
    Files.writeString(folder.resolve("fault"), fault);
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Process tunnel =
            new ProcessBuilder(
                    "nsenter",
                    "--target",
                    Long.toString(printer.pid()),
                    "--user",
                    "--net",
                    "--preserve-credentials",
                    "bash",
                    "-c",
                    TUNNEL)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        synchronized (tunnels) {
          tunnels.add(tunnel);
        }
        carry(caller.getInputStream(), tunnel.getOutputStream());
        carry(tunnel.getInputStream(), caller.getOutputStream());
      } catch (IOException e) {
        // The door is closed.
      }
    }
  }

  private static void carry(InputStream from, OutputStream to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                byte[] some = new byte[8_192];
                for (int read = from.read(some); read >= 0; read = from.read(some)) {
                  to.write(some, 0, read);
                  to.flush();
                }
              } catch (IOException e) {
                // One side has gone.
              }
            });
  }

  @Override
  public void close() throws IOException {
    door.close();
    synchronized (tunnels) {
      tunnels.forEach(tunnel -> tunnel.descendants().forEach(ProcessHandle::destroy));
      tunnels.forEach(Process::destroy);
    }
    printer.destroy();
    printer.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
