package kiosk.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kiosk.bench.figure.Bar;
import kiosk.bench.figure.Samples;

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
    try (AttestationDesk desk = AttestationDesk.open(CLOCK)) {
      draw(desk, WARMING);
      long before = cpuNanos();
      draw(desk, runs * DRAWINGS_A_RUN);
      double each = (cpuNanos() - before) / 1e6 / (runs * DRAWINGS_A_RUN);
      SequencedMap<String, Object> facts = new LinkedHashMap<>();
      facts.put("drawings", runs * DRAWINGS_A_RUN);
      facts.put("beneficiaries", 1);
      return List.of(Bar.of(NAME, "ms", TARGET_MS, Samples.rounded(each), facts));
    } catch (IOException | GeneralSecurityException e) {
      return List.of(Bar.unmeasured(NAME, "ms", TARGET_MS, String.valueOf(e)));
    }
  }

  private static void draw(AttestationDesk desk, int times) {
    for (int i = 0; i < times; i++) {
      if (desk.draw().document().verificationCode().isEmpty()) {
        throw new IllegalStateException("an attestation of nobody");
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
