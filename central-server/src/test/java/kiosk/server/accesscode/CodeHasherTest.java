package kiosk.server.accesscode;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import kiosk.server.vault.KeyFile;
import kiosk.server.vault.Vault;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How codes are kept.
final class CodeHasherTest {

  private final Vertx vertx = Vertx.vertx();

  @TempDir private Path folder;
  private Vault vault;
  private CodeHasher hasher;

  @BeforeEach
  void start() {
    vault = KeyFile.open(folder.resolve("pepper"));
    hasher = new CodeHasher(vertx, vault);
  }

  @AfterEach
  void stop() {
    hasher.close().await();
    vertx.close().await();
  }

  @Test
  void c10_aCodeIsKeptAsArgon2idWithTheFiguresOfTheRule() {
    String kept = hasher.hash("73059628").await();
    assertThat(kept)
        .matches("\\$argon2id\\$v=19\\$m=47104,t=1,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}")
        .doesNotContain("73059628");
    assertThat(hasher.hash("73059628").await()).isNotEqualTo(kept);
    assertThat(hasher.matches("73059628", Optional.of(kept)).await()).isTrue();
    assertThat(hasher.matches("73059629", Optional.of(kept)).await()).isFalse();
  }

  @Test
  void c10_withoutTheKeyOfTheFileTheRightCodeDoesNotMatch() {
    String kept = hasher.hash("4821").await();
    CodeHasher thief = new CodeHasher(vertx, KeyFile.open(folder.resolve("another")));
    assertThat(thief.matches("4821", Optional.of(kept)).await()).isFalse();
  }

  /// The figures of the rule may change: who has a code from before keeps it.
  @Test
  void o5_aCodeHashedWithOtherFiguresStillOpens() {
    byte[] salt = "sixteen bytes it".getBytes(StandardCharsets.US_ASCII);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(19_456)
            .withIterations(2)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] digest = new byte[32];
    generator.generateBytes(vault.pepper("73059628"), digest);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    Optional<String> older =
        Optional.of(
            "$argon2id$v=19$m=19456,t=2,p=1$%s$%s"
                .formatted(base64.encodeToString(salt), base64.encodeToString(digest)));
    assertThat(hasher.matches("73059628", older).await()).isTrue();
    assertThat(hasher.matches("73059629", older).await()).isFalse();
  }

  @Test
  void noCodeMatchesWhenThereIsNone() {
    assertThat(hasher.matches("", Optional.empty()).await()).isFalse();
    assertThat(hasher.matches("4821", Optional.empty()).await()).isFalse();
  }

  @Test
  void aFullQueueSaysSoAndServesTheOthers() {
    List<Future<String>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(hasher.hash("4821"));
    }
    Future.join(asked).otherwiseEmpty().await();
    assertThat(asked.stream().filter(Future::succeeded)).hasSizeGreaterThanOrEqualTo(64);
    assertThat(asked.stream().filter(Future::failed).map(Future::cause))
        .isNotEmpty()
        .allMatch(cause -> cause instanceof CodeHasher.BusyException);
    assertThat(hasher.hash("4821").await()).isNotEmpty();
  }

  @Test
  void aFloodOnlineLetsAKioskWaitForAFewHashesOnly() {
    List<Future<String>> flood = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      flood.add(hasher.in(CodeHasher.Line.ONLINE).hash("4821"));
    }
    Future.all(hasher.hash("4821"), hasher.in(CodeHasher.Line.STAFF).hash("4821")).await();
    assertThat(flood.stream().filter(Future::isComplete).count())
        .as("those that had begun, and a turn for each line")
        .isLessThanOrEqualTo(3L * HashQueue.AT_ONCE + 2);
    Future.all(flood).await();
  }

  /// An error too, such as too little memory. A turn may do the work of another line: who failed is
  /// told so, and nobody else.
  @Test
  void whoeverWaitsForAHashThatFailsHearsOfItAndTheOthersAreServed() throws Exception {
    HashQueue queue = new HashQueue(vertx);
    for (CodeHasher.Line broken : CodeHasher.Line.values()) {
      CountDownLatch go = new CountDownLatch(1);
      for (int i = 0; i < HashQueue.AT_ONCE; i++) {
        queue.add(CodeHasher.Line.KIOSK, () -> go.await(10, SECONDS));
      }
      Map<CodeHasher.Line, Future<String>> asked = new EnumMap<>(CodeHasher.Line.class);
      for (CodeHasher.Line line : CodeHasher.Line.values()) {
        asked.put(line, queue.add(line, () -> name(line, broken)).timeout(10, SECONDS));
      }
      go.countDown();
      Future.join(List.copyOf(asked.values())).otherwiseEmpty().await();
      asked.forEach(
          (line, name) -> {
            if (line == broken) {
              assertThat(name.cause()).as("%s", line).isInstanceOf(OutOfMemoryError.class);
            } else {
              assertThat(name.result()).isEqualTo(line.name());
            }
          });
    }
    queue.close().await();
  }

  private static String name(CodeHasher.Line line, CodeHasher.Line broken) {
    if (line == broken) {
      throw new OutOfMemoryError("invented");
    }
    return line.name();
  }

  @Test
  void whoeverWaitsWhenTheServerStopsHearsOfIt() {
    List<Future<String>> asked = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      asked.add(hasher.hash("4821").timeout(20, SECONDS));
    }
    hasher.close().await();
    Future.join(asked).otherwiseEmpty().await();
    assertThat(asked.stream().map(Future::cause))
        .noneMatch(cause -> cause instanceof TimeoutException);
  }

  @Test
  void thereIsAHashForEachCoreAsFarAsTheHeapHoldsThem() {
    long gigabyte = 1L << 30;
    assertThat(HashQueue.atOnce(1, gigabyte)).isEqualTo(2);
    assertThat(HashQueue.atOnce(4, gigabyte)).isEqualTo(4);
    assertThat(HashQueue.atOnce(32, 16 * gigabyte)).isEqualTo(32);
    assertThat(HashQueue.atOnce(32, gigabyte)).isEqualTo(5);
  }

  @Test
  void theKeyFileIsMadeOnceForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("keys/pepper");
    byte[] index = KeyFile.open(file).index("2840344109528");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(KeyFile.open(file).index("2840344109528")).isEqualTo(index);
  }

  @Test
  void whatIsSealedOpensForItsUseOnly() {
    byte[] sealed = vault.sealText("mail", "secret");
    assertThat(vault.openText("mail", sealed)).isEqualTo("secret");
    assertThatThrownBy(() -> vault.openText("nir", sealed))
        .isInstanceOf(IllegalStateException.class);
  }
}
