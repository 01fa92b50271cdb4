package kiosk.demo.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kiosk.contract.settings.Settings;
import kiosk.contract.settings.SettingsException;
import kiosk.devices.ipp.PageLook;
import kiosk.server.config.ServerConfig;
import kiosk.server.database.DatabaseAddress;

/// What a configuration points to: is it there, does it answer, is it still valid?
public final class Installation {

  private static final String PAGES = "A4 printer";
  private static final int CONNECT_MILLIS = 2_000;
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofDays(30);

  private final Instant now;

  /// @param now for the validity of certificates
  public Installation(Instant now) {
    this.now = now;
  }

  /// A server node's database, mail relay and certificate.
  public List<Finding> ofServer(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    try {
      ServerConfig config = ServerConfig.of(settings);
      findings.add(database(config));
      findings.add(reached("SMTP", "the mail relay", config.mail().host(), config.mail().port()));
      findings.add(certificate(config.pkiDir().resolve("server.pem")));
    } catch (SettingsException e) {
      findings.add(Finding.missing("configuration", String.valueOf(e.getMessage())));
    }
    return findings;
  }

  /// A kiosk's devices and certificate.
  public List<Finding> ofKiosk(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(device("reader", settings.path("reader.port")));
      findings.add(device("printer", settings.path("printer.port")));
      findings.add(certificate(settings.path("pki.dir").resolve("kiosk.pem")));
    } catch (SettingsException e) {
      findings.add(Finding.missing("configuration", String.valueOf(e.getMessage())));
    }
    return findings;
  }

  /// An A4 printer: whether it answers, what it is at, how its paper stands.
  ///
  /// @param address as the technician gives it
  public Finding ofPages(URI address) throws InterruptedException {
    if (!PageLook.isAddress(address)) {
      return missingPages(address, "no printer's address: it is like ipp://HOST:631/ipp/print");
    }
    PageLook look = PageLook.at(address, ANSWER);
    return look instanceof PageLook.Seen seen && seen.ready()
        ? Finding.ready(PAGES, address + ": " + look.text())
        : missingPages(address, look.text());
  }

  private static Finding missingPages(URI address, String text) {
    return Finding.missing(PAGES, address + ": " + text);
  }

  private static Finding database(ServerConfig config) {
    ServerConfig.DatabaseConfig database = config.database();
    if (database.embedded()) {
      return Finding.ready("PostgreSQL", "embedded, in " + config.dataDir());
    }
    DatabaseAddress address =
        DatabaseAddress.parse(database.url(), database.user(), database.password());
    return reached("PostgreSQL", "the database", address.host(), address.port());
  }

  private static Finding device(String subject, Path port) {
    return Files.exists(port)
        ? Finding.ready(subject, port.toString())
        : Finding.missing(subject, "nothing at " + port + ": plug it in, or start a simulator");
  }

  private static Finding reached(String subject, String what, String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return Finding.ready(subject, what + " answers at " + host + ":" + port);
    } catch (IOException e) {
      return Finding.missing(
          subject, "%s does not answer at %s:%d: start it".formatted(what, host, port));
    }
  }

  private Finding certificate(Path file) {
    if (!Files.exists(file)) {
      return Finding.missing("certificate", "no " + file + ": ./borne pki makes one");
    }
    try (var in = Files.newInputStream(file)) {
      Instant end =
          ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in))
              .getNotAfter()
              .toInstant();
      if (end.isBefore(now)) {
        return Finding.missing("certificate", file + " ended at " + end + ": ./borne pki --renew");
      }
      String text = file + ", until " + end;
      return end.isBefore(now.plus(SOON))
          ? Finding.optional("certificate", text + ", soon: ./borne pki --renew")
          : Finding.ready("certificate", text);
    } catch (IOException | GeneralSecurityException e) {
      return Finding.missing("certificate", file + " cannot be read: " + e.getMessage());
    }
  }
}
