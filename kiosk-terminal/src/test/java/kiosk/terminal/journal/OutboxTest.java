package kiosk.terminal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The outbox on a real disk: a long life with restarts, planted mistakes, kill -9, no room.
class OutboxTest {

  private static final int SEEDS = 3;
  private static final int KILLS = 5;
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void aSoundOutboxLosesNothingAndDoublesNothing() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Path place = folder.resolve("sound-" + seed);
      assertThat(new OutboxTrial(seed, () -> SqliteOutbox.open(place, envelope())).run()).isEmpty();
    }
  }

  @Test
  void everyPlantedMistakeIsCaught() throws Exception {
    List<Planted> missed = new ArrayList<>();
    for (Planted mistake : Planted.values()) {
      Path place = folder.resolve(mistake.name());
      OutboxTrial trial =
          new OutboxTrial(1, () -> mistake.in(SqliteOutbox.open(place, envelope())));
      if (trial.run().isEmpty()) {
        missed.add(mistake);
      }
    }
    int all = Planted.values().length;
    assertThat(missed).as("caught %d of %d", all - missed.size(), all).isEmpty();
  }

  @Test
  void everyCommitGoesToTheDiskAtOnce() throws Exception {
    try (SqliteOutbox outbox = SqliteOutbox.open(folder, envelope())) {
      assertThat(outbox.pragma("journal_mode")).isEqualTo("wal");
      assertThat(outbox.pragma("synchronous")).as("FULL").isEqualTo("2");
    }
  }

  @Test
  void whatAKilledProcessHadKeptIsThere() throws Exception {
    Path place = folder.resolve("killed");
    List<String> promised = new ArrayList<>();
    for (int kill = 1; kill <= KILLS; kill++) {
      promised.addAll(writeAndKill(place, 3 * kill));
    }
    List<String> found = new ArrayList<>();
    try (SqliteOutbox outbox = SqliteOutbox.open(place, envelope())) {
      for (Optional<Act> act = outbox.first(); act.isPresent(); act = outbox.first()) {
        found.add(act.get().id().toString());
        outbox.erase(act.get().sequence());
      }
    }
    assertThat(found).containsSubsequence(promised).doesNotHaveDuplicates();
  }

  @Test
  void withoutRoomNothingIsPromisedAndNothingThatWasIsLost() throws Exception {
    try (SqliteOutbox outbox = SqliteOutbox.open(folder, envelope())) {
      UUID safe = new UUID(0, 1);
      outbox.keep(safe, AT, content("a"));
      outbox.pragma("max_page_count = 16");
      assertThatThrownBy(() -> fill(outbox))
          .isInstanceOf(OutboxException.class)
          .hasMessageContaining("no room on the disk");
      assertThat(outbox.first()).map(Act::id).contains(safe);
    }
    assertThat(Files.exists(folder.resolve("outbox.db"))).isTrue();
  }

  private static void fill(Outbox outbox) throws OutboxException {
    for (int i = 2; i < 1_000; i++) {
      outbox.keep(new UUID(0, i), AT, content("x".repeat(500)));
    }
  }

  private static ActContent content(String address) {
    return new ActContent.EnterEmail("session", address);
  }

  static Envelope envelope() {
    try {
      return new Envelope(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Has another process keep acts, kills it with -9 and answers what it had promised till then.
  private static List<String> writeAndKill(Path place, int promises) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.lib.path=" + System.getProperty("org.sqlite.lib.path"),
                "-cp",
                System.getProperty("java.class.path"),
                KeepingProcess.class.getName(),
                place.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> promised = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (promised.size() < promises) {
        String line = lines.readLine();
        if (line == null) {
          throw new IOException("the process ended by itself");
        }
        promised.add(line);
      }
      process.toHandle().destroyForcibly();
      lines.lines().filter(l -> l.length() == 36).forEach(promised::add);
    }
    return promised;
  }
}
