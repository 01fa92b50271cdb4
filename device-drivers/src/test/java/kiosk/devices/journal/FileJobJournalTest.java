package kiosk.devices.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The print journal as a crash finds it.
class FileJobJournalTest {

  private static final Tally BEFORE = new Tally(OptionalLong.of(41), OptionalLong.of(2));
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(2, 2);

  @TempDir private Path folder;

  @Test
  void aJobWithoutAnEndIsFoundAgainAndOneWithAnEndIsNot() throws IOException {
    Path file = folder.resolve("print.journal");
    try (FileJobJournal journal = FileJobJournal.open(file)) {
      journal.keep(new JobNote(FIRST, JobStage.SENDING, 900, BEFORE));
      journal.keep(new JobNote(FIRST, JobStage.TAKEN, 900, BEFORE));
      assertThat(journal.unfinished()).isEmpty();
      journal.keep(new JobNote(SECOND, JobStage.SENDING, 700, BEFORE));
    }
    try (FileJobJournal journal = FileJobJournal.open(file)) {
      assertThat(journal.unfinished()).contains(new JobNote(SECOND, JobStage.SENDING, 700, BEFORE));
      journal.keep(new JobNote(SECOND, JobStage.SPOILED, 700, Tally.UNKNOWN));
    }
    try (FileJobJournal journal = FileJobJournal.open(file)) {
      assertThat(journal.unfinished()).isEmpty();
      assertThat(journal.last()).get().extracting(JobNote::stage).isEqualTo(JobStage.SPOILED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4f3a", "none"})
  void theLastNoteOutlivesACrashWhileALargeFileIsPutAside(String newFile) throws IOException {
    Path file = folder.resolve("large.journal");
    JobNote open = new JobNote(SECOND, JobStage.SENDING, 700, BEFORE);
    try (FileJobJournal journal = FileJobJournal.open(file)) {
      while (Files.size(file) <= 1 << 20) {
        journal.keep(new JobNote(FIRST, JobStage.PREPARED, 900, BEFORE));
      }
      journal.keep(open);
    }
    try (FileJobJournal journal = FileJobJournal.open(file)) {
      assertThat(journal.unfinished()).contains(open);
    }
    assertThat(Files.size(file)).isLessThan(100);
    assertThat(folder.resolve("large.journal.old")).exists();
    Files.delete(file);
    if (!newFile.equals("none")) {
      Files.writeString(file, newFile);
    }
    try (FileJobJournal journal = FileJobJournal.open(file)) {
      assertThat(journal.unfinished()).contains(open);
    }
  }

  @Test
  void halfALineThatFoundNoRoomIsTakenBackAtOnce() throws Exception {
    Path file = folder.resolve("full.journal");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 1; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FillingProcess.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isEqualTo(FillingProcess.FULL);
    assertThat(file).content().endsWith("\n").hasSizeGreaterThan(400);
  }

  @Test
  void whereverTheFileIsTornTheWholeLinesBeforeAreKept() throws IOException {
    Path file = folder.resolve("torn.journal");
    try (FileJobJournal journal = FileJobJournal.open(file)) {
      journal.keep(new JobNote(FIRST, JobStage.SENDING, 900, BEFORE));
      journal.keep(new JobNote(FIRST, JobStage.CUT, 900, BEFORE));
    }
    byte[] whole = Files.readAllBytes(file);
    int first = new String(whole, StandardCharsets.US_ASCII).indexOf('\n') + 1;
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (FileJobJournal journal = FileJobJournal.open(file)) {
        boolean one = length >= first;
        assertThat(journal.unfinished().map(JobNote::stage).orElse(JobStage.UNKNOWN))
            .as("torn at %d", length)
            .isEqualTo(one ? JobStage.SENDING : JobStage.UNKNOWN);
        assertThat(Files.size(file)).isEqualTo(one ? first : 0);
      }
    }
  }
}
