package kiosk.devices.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/// Keeps notes until there is no room for another.
final class FillingProcess {

  /// The exit code when a note could not be kept.
  static final int FULL = 7;

  private FillingProcess() {}

  /// Ends with [#FULL].
  ///
  /// @param arguments the file
  public static void main(String[] arguments) throws IOException {
    FileJobJournal journal = FileJobJournal.open(Path.of(arguments[0]));
    JobNote note = new JobNote(new UUID(1, 1), JobStage.PREPARED, 900, Tally.UNKNOWN);
    try {
      while (true) {
        journal.keep(note);
      }
    } catch (IOException e) {
      System.exit(FULL);
    }
  }
}
