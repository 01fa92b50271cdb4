package kiosk.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.server.attestation.AttestationOffice;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.attestation.DocumentRegister;
import kiosk.server.attestation.PdfSeal;
import kiosk.server.attestation.Press;
import kiosk.server.audit.AuditTrail;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.pki.KeyFolder;
import kiosk.server.vault.KeyFile;

/// The office itself, on keys of its own, that draws attestations of one ordinary person.
final class AttestationDesk implements AutoCloseable {

  private final Vertx vertx;
  private final AttestationOffice office;
  private final InsuredPerson person;

  private AttestationDesk(Vertx vertx, AttestationOffice office, InsuredPerson person) {
    this.vertx = vertx;
    this.office = office;
    this.person = person;
  }

  static AttestationDesk open(Clock clock) throws IOException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("bench");
    new KeyFolder(folder, clock).ensureServer();
    Optional<PdfSeal> seal = Optional.of(PdfSeal.read(folder.resolve("server")));
    DocumentRegister register =
        new DocumentRegister(KeyFile.open(folder.resolve("key")), new AuditTrail(clock), clock);
    Vertx vertx = Vertx.vertx();
    Press press = new Press(vertx, seal, clock);
    press.warmUp().await();
    AttestationOffice office =
        new AttestationOffice(
            press, register, "https://exemple.test", ZoneId.of("Europe/Paris"), clock);
    return new AttestationDesk(vertx, office, person(LocalDate.now(clock)));
  }

  DocumentOffice.Draft.Drawn draw() {
    return office.draw(person).await();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static InsuredPerson person(LocalDate today) {
    Nir nir = Nir.parse("2690549588157").orElseThrow();
    return new InsuredPerson(
        1,
        nir,
        "Lefèvre-Çelik",
        "Zoë Françoise",
        "19690512",
        List.of("12 rue de l’Œuvre"),
        "44000 NANTES",
        "Régime général",
        "Caisse de démonstration",
        today.minusDays(100),
        today.plusDays(265),
        Optional.empty(),
        Optional.of("Dr Amélie Nøkken"),
        false,
        List.of(new InsuredPerson.Beneficiary(nir, "Lefèvre", "Maël", "20150607", 1)));
  }
}
