package kiosk.demo.stage;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import kiosk.server.attestation.DocumentRegister;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAddress;
import kiosk.server.vault.KeyFile;
import kiosk.server.vault.Vault;

/// The documents that the central server keeps, as an agent of the caisse would fetch them.
final class ServerPapers {

  private static final String ACTOR = "demo";

  private final Vertx vertx;
  private final DatabaseAddress address;
  private final Path pepper;
  private final Clock clock;

  ServerPapers(Vertx vertx, DatabaseAddress address, Path pepper, Clock clock) {
    this.vertx = vertx;
    this.address = address;
    this.pepper = pepper;
    this.clock = clock;
  }

  /// The PDF of the document that bears a verification code.
  Optional<byte[]> find(String verificationCode) {
    Vault vault = KeyFile.open(pepper);
    Database database = Database.connect(vertx, address);
    DocumentRegister documents = new DocumentRegister(vault, new AuditTrail(clock), clock);
    try {
      return documents.fetch(database, verificationCode, ACTOR).await();
    } finally {
      database.close().await();
    }
  }
}
