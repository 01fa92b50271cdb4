package kiosk.devices.journal;

import java.io.IOException;
import java.util.Optional;

/// Remembers the print job under way.
///
/// One thread at a time.
public interface JobJournal {

  /// Remembers nothing: for tools that print a test and go.
  JobJournal NONE =
      new JobJournal() {
        @Override
        public void keep(JobNote note) {
          // Nothing is remembered.
        }

        @Override
        public Optional<JobNote> last() {
          return Optional.empty();
        }
      };

  /// Keeps a note. When this returns from [JobStage#SENDING] or an end, the note survives the loss
  /// of power.
  ///
  /// @throws IOException when it could not be made durable: not a byte may be sent then
  void keep(JobNote note) throws IOException;

  /// The note that was kept last, in this life or an earlier one.
  Optional<JobNote> last();

  /// The last note of the one job that has no end.
  default Optional<JobNote> unfinished() {
    return last().filter(note -> !note.stage().isEnd());
  }
}
