package kiosk.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What one Argon2id of rule C10 costs on this machine, in this run: 47104 KiB, one pass, one lane.
final class HashCost {

  private static final int MEMORY_KIB = 47_104;
  private static final int DIGEST_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private HashCost() {}

  /// Milliseconds, the median of so many.
  static double median(int runs) {
    List<Double> samples = new ArrayList<>();
    for (int run = -runs; run < runs; run++) {
      long began = System.nanoTime();
      hash();
      if (run >= 0) {
        samples.add((System.nanoTime() - began) / 1e6);
      }
    }
    return new Samples(samples).median();
  }

  private static void hash() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(1)
            .withParallelism(1)
            .withSalt(new byte[SALT_BYTES])
            .build());
    byte[] digest = new byte[DIGEST_BYTES];
    generator.generateBytes("72916385".getBytes(StandardCharsets.US_ASCII), digest);
  }
}
