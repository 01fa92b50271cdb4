package kiosk.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kiosk.contract.Nir;
import kiosk.server.attestation.AttestationOffice;
import kiosk.server.attestation.DocumentRegister;
import kiosk.server.attestation.PdfSeal;
import kiosk.server.attestation.Press;
import kiosk.server.audit.AuditTrail;
import kiosk.server.insured.InsuredPerson;
import kiosk.server.pki.KeyFolder;
import kiosk.server.vault.KeyFile;

/// CPU time of one attestation, drawn again and again by the office itself once it is warm: the
/// whole process's, so that collector and compiler count too.
final class AttestationPart {

  private static final String NAME = "attestation PDF, signed, CPU of the whole process, warm";
  private static final double TARGET_MS = 20;
  private static final int WARMING = 1000;
  private static final int DRAWINGS_A_RUN = 5;

  private static final Clock CLOCK = Clock.systemUTC();

  private AttestationPart() {}

  static List<Bar> measure(int runs) {
    Vertx vertx = Vertx.vertx();
    try {
      Path folder = Files.createTempDirectory("bench");
      new KeyFolder(folder, CLOCK).ensureServer();
      Press press = new Press(vertx, Optional.of(PdfSeal.read(folder.resolve("server"))), CLOCK);
      DocumentRegister register =
          new DocumentRegister(KeyFile.open(folder.resolve("key")), new AuditTrail(CLOCK), CLOCK);
      AttestationOffice office =
          new AttestationOffice(
              press, register, "https://exemple.test", ZoneId.of("Europe/Paris"), CLOCK);
      press.warmUp().await();
      draw(office, WARMING);
      long before = cpuNanos();
      draw(office, runs * DRAWINGS_A_RUN);
      double each = (cpuNanos() - before) / 1e6 / (runs * DRAWINGS_A_RUN);
      SequencedMap<String, Object> facts = new LinkedHashMap<>();
      facts.put("drawings", runs * DRAWINGS_A_RUN);
      facts.put("beneficiaries", 1);
      return List.of(Bar.of(NAME, "ms", TARGET_MS, Samples.rounded(each), facts));
    } catch (IOException | GeneralSecurityException e) {
      return List.of(Bar.unmeasured(NAME, "ms", TARGET_MS, String.valueOf(e)));
    } finally {
      vertx.close().await();
    }
  }

  private static void draw(AttestationOffice office, int times) {
    InsuredPerson person = person();
    for (int i = 0; i < times; i++) {
      if (office.draw(person).await().document().verificationCode().isEmpty()) {
        throw new IllegalStateException("an attestation of nobody");
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static InsuredPerson person() {
    LocalDate today = LocalDate.now(CLOCK);
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
