package kiosk.bench.rig;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What one Argon2id of rule C10 costs on this machine, in this run: 47104 KiB, one pass, one lane.
public final class HashCost {

  private static final int MEMORY_KIB = 47_104;
  private static final int DIGEST_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /// Memory that is kept between hashes, as the product keeps it.
  private static final Argon2BytesGenerator.BlockPool BLOCKS =
      new Argon2BytesGenerator.FixedBlockPool(2 * MEMORY_KIB);

  private HashCost() {}

  /// What one costs now.
  public static double milliseconds() {
    long began = System.nanoTime();
    hash();
    return (System.nanoTime() - began) / 1e6;
  }

  private static void hash() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(1)
            .withParallelism(1)
            .withSalt(new byte[SALT_BYTES])
            .withBlockPool(BLOCKS)
            .build());
    byte[] digest = new byte[DIGEST_BYTES];
    generator.generateBytes("72916385".getBytes(StandardCharsets.US_ASCII), digest);
  }
}
