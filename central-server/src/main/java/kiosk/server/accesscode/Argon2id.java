package kiosk.server.accesscode;

import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) and the PHC string that keeps its result with what made it.
final class Argon2id {

  /// Rule C10: 46 MiB, one pass, one lane.
  static final int MEMORY_KIB = 47_104;

  private static final int PASSES = 1;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BYTES = 32;

  /// The blocks of 1 KiB of the hashes that are made at once, kept between them and wiped after
  /// each: as new memory they would be most of what the collector has to do.
  private static final Argon2BytesGenerator.BlockPool BLOCKS =
      new Argon2BytesGenerator.FixedBlockPool(HashQueue.AT_ONCE * MEMORY_KIB);

  /// `$argon2id$v=19$m=47104,t=1,p=1$salt$digest`, Base64 without padding.
  static String hash(byte[] secret, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return phc(salt, digest(secret, salt, MEMORY_KIB, PASSES, LANES, DIGEST_BYTES));
  }

  /// What no secret leads to, as costly to compare with as any other: its digest is chance.
  static String ofNothing(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] digest = new byte[DIGEST_BYTES];
    random.nextBytes(digest);
    return phc(salt, digest);
  }

  private static String phc(byte[] salt, byte[] digest) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            Argon2Parameters.ARGON2_VERSION_13,
            MEMORY_KIB,
            PASSES,
            LANES,
            base64.encodeToString(salt),
            base64.encodeToString(digest));
  }

  private static byte[] digest(
      byte[] secret, byte[] salt, int memory, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .withBlockPool(BLOCKS)
            .build());
    byte[] digest = new byte[length];
    generator.generateBytes(secret, digest);
    return digest;
  }

  /// A PHC string taken apart, so that codes outlive a change of the figures.
  static final class Parts {

    private final int memory;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] digest;

    private Parts(int memory, int passes, int lanes, byte[] salt, byte[] digest) {
      this.memory = memory;
      this.passes = passes;
      this.lanes = lanes;
      this.salt = salt;
      this.digest = digest;
    }

    /// Takes apart what [Argon2id#hash] made.
    static Parts parse(String phc) {
      String[] fields = phc.split("\\$", -1);
      String[] figures = fields.length == 6 ? fields[3].split(",", -1) : new String[0];
      if (figures.length != 3 || !fields[1].equals("argon2id") || !fields[2].equals("v=19")) {
        throw new IllegalArgumentException("not a PHC string of Argon2id");
      }
      Base64.Decoder base64 = Base64.getDecoder();
      return new Parts(
          figure(figures[0], "m="),
          figure(figures[1], "t="),
          figure(figures[2], "p="),
          base64.decode(fields[4]),
          base64.decode(fields[5]));
    }

    byte[] digest() {
      return digest.clone();
    }

    byte[] digestOf(byte[] secret) {
      return Argon2id.digest(secret, salt, memory, passes, lanes, digest.length);
    }

    private static int figure(String field, String name) {
      if (!field.startsWith(name)) {
        throw new IllegalArgumentException("not a PHC string of Argon2id");
      }
      return Integer.parseInt(field.substring(name.length()));
    }
  }

  private Argon2id() {}
}
