package kiosk.terminal.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import kiosk.contract.act.ActContent;

/// A process that keeps acts until it is killed, and says each as soon as it is safe.
final class KeepingProcess {

  private static final int MANY = 100_000;

  /// Keeps until killed.
  ///
  /// @param arguments the folder of the outbox
  public static void main(String[] arguments) throws OutboxException {
    try (SqliteOutbox outbox = SqliteOutbox.open(Path.of(arguments[0]), OutboxTest.envelope())) {
      for (int i = 0; i < MANY; i++) {
        UUID id = UUID.randomUUID();
        outbox.keep(id, Instant.EPOCH, new ActContent.EnterEmail("session", "a@exemple.test"));
        System.out.println(id);
      }
    }
  }

  private KeepingProcess() {}
}
