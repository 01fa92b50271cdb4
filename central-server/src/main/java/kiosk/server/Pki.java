package kiosk.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import kiosk.server.pki.KeyFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes the certificates and keys of a development installation: `./borne pki DIR`.
@Command(
    name = "pki",
    mixinStandardHelpOptions = true,
    description = "Makes a development authority and the keys of the server and of kiosks.")
public final class Pki implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Folder of the keys; what is there is kept.")
  private Path folder = Path.of("pki");

  @Option(
      names = "--kiosk",
      paramLabel = "NAME",
      description = "Make the keys of this kiosk (repeatable).")
  private List<String> kiosks = List.of();

  @Option(
      names = "--revoke",
      paramLabel = "NAME",
      description = "Revoke this kiosk's certificate: every node cuts it within seconds.")
  private List<String> revoked = List.of();

  @Option(
      names = "--renew",
      paramLabel = "NAME",
      description = "Give this kiosk a new key and certificate.")
  private List<String> renewed = List.of();

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Pki()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    KeyFolder keys = new KeyFolder(folder, InstantSource.system());
    try {
      keys.ensureServer();
      for (String name : kiosks) {
        keys.ensureKiosk(name);
      }
      for (String name : revoked) {
        keys.revoke(name);
      }
      for (String name : renewed) {
        keys.renew(name);
      }
    } catch (IllegalArgumentException e) {
      System.err.println("pki: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    System.out.println("server   " + folder.resolve("server"));
    for (KeyFolder.KioskEntry kiosk : keys.kiosks()) {
      System.out.printf(
          "kiosk    %s, until %tF%s%n",
          folder.resolve("kiosks").resolve(kiosk.name()),
          kiosk.certificate().getNotAfter(),
          kiosk.revoked() ? ", REVOKED" : "");
    }
    return CommandLine.ExitCode.OK;
  }
}
