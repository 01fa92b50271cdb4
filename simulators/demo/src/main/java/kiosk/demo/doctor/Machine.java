package kiosk.demo.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kiosk.demo.process.LoopbackPort;

/// What this machine must have: for the demo, for real devices, and for the tests.
public final class Machine {

  private static final int LEAST_JAVA = 25;
  private static final String SERIAL_PORTS = "tty{USB,ACM,S,AMA}*";
  private static final Path GEMPC_DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libccidtwin.so");

  private final Path home;
  private final List<Path> searchPath;

  /// @param home the project's folder
  /// @param path the value of PATH
  public Machine(Path home, String path) {
    this.home = home;
    this.searchPath =
        Pattern.compile(File.pathSeparator).splitAsStream(path).map(Path::of).toList();
  }

  /// Java, Maven, the embedded database and pseudo-terminals.
  public List<Finding> forTheDemo(List<LoopbackPort> ports) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(command("mvn", "Maven", "apt-get install maven"));
    findings.add(
        command(
            "unshare", "PostgreSQL", "apt-get install util-linux (the embedded server's guard)"));
    findings.add(
        find("espeak-ng")
            .map(file -> Finding.ready("speech", file.toString()))
            .orElseGet(
                () ->
                    Finding.optional(
                        "speech",
                        "codes to copy cannot be listened to: apt-get install espeak-ng")));
    findings.add(
        Files.isWritable(Path.of("/dev/ptmx"))
            ? Finding.ready("pseudo-terminals", "/dev/ptmx")
            : Finding.missing("pseudo-terminals", "/dev/ptmx cannot be opened: mount devpts"));
    for (LoopbackPort port : ports) {
      if (!port.free()) {
        findings.add(
            Finding.optional(
                "port " + port.number(),
                "taken, and a demo's %s needs it: stop what has it, or start with %s"
                    .formatted(port.use(), port.option())));
      }
    }
    return findings;
  }

  /// The serial ports that real devices may be on.
  public List<Finding> serialPorts() {
    List<Finding> findings = new ArrayList<>();
    try (DirectoryStream<Path> ports = Files.newDirectoryStream(Path.of("/dev"), SERIAL_PORTS)) {
      for (Path port : ports) {
        findings.add(
            Files.isReadable(port) && Files.isWritable(port)
                ? Finding.ready("serial port", port.toString())
                : Finding.optional(
                    "serial port", port + " is not ours to use: adduser " + user() + " dialout"));
      }
    } catch (IOException e) {
      findings.add(Finding.optional("serial port", "/dev cannot be listed: " + e.getMessage()));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.optional("serial port", "none here: plug a device in, or use simulated ones"));
    }
    return findings;
  }

  /// What only the tests need.
  public List<Finding> forTheTests() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        forTests("Chromium", "chromium-headless-shell", "chromium-headless-shell", "chromium"));
    findings.add(forTests("Node", "nodejs", "node"));
    findings.add(forTests("npm", "npm", "npm"));
    findings.add(forTests("pcscd", "pcscd", "pcscd"));
    findings.add(
        Files.exists(GEMPC_DRIVER)
            ? Finding.ready("GemPC driver", GEMPC_DRIVER.toString())
            : Finding.optional("GemPC driver", "missing: apt-get install libccid"));
    findings.add(forTests("OpenSC", "opensc", "opensc-tool"));
    findings.add(forTests("A4 printer", "cups-ipp-utils", "ippeveprinter"));
    findings.add(forTests("Avahi", "avahi-daemon", "avahi-daemon"));
    findings.add(forTests("D-Bus", "dbus", "dbus-daemon"));
    findings.add(forTests("Poppler", "poppler-utils", "pdftoppm"));
    Path driver = home.resolve(".borne/tools/playwright/package/cli.js");
    findings.add(
        Files.exists(driver)
            ? Finding.ready("browser driver", home.relativize(driver).toString())
            : Finding.optional("browser driver", "fetched by the first ./borne test"));
    return findings;
  }

  private Finding java() {
    int feature = Runtime.version().feature();
    return feature == LEAST_JAVA
        ? Finding.ready("JDK", Runtime.version() + " in " + System.getProperty("java.home"))
        : Finding.missing("JDK", "this is " + feature + ", a JDK 25 is needed: set JAVA_HOME");
  }

  private Finding command(String command, String subject, String remedy) {
    return find(command)
        .map(file -> Finding.ready(subject, file.toString()))
        .orElseGet(() -> Finding.missing(subject, "no command " + command + ": " + remedy));
  }

  /// @param commands any of which will do
  private Finding forTests(String subject, String debianPackage, String... commands) {
    return Stream.of(commands)
        .flatMap(command -> find(command).stream())
        .findFirst()
        .map(file -> Finding.ready(subject, file.toString()))
        .orElseGet(() -> Finding.optional(subject, "missing: apt-get install " + debianPackage));
  }

  private Optional<Path> find(String command) {
    List<Path> folders = new ArrayList<>(searchPath);
    folders.add(Path.of("/usr/sbin"));
    return folders.stream()
        .map(folder -> folder.resolve(command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String user() {
    return System.getProperty("user.name");
  }
}
