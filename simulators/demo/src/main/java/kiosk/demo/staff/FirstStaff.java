package kiosk.demo.staff;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import kiosk.demo.process.StartException;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAddress;
import kiosk.server.database.DatabaseAwayException;
import kiosk.server.staff.Role;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.vault.KeyFile;
import kiosk.server.vault.Vault;

/// The first account of the operations page: made once, with a password that is told once.
public final class FirstStaff {

  /// The name to log in with.
  public static final String NAME = "admin";

  private static final int PASSWORD_BYTES = 12;
  private static final int TRIES = 5;

  /// Makes the account when there is none at all. Asks a database that is slow to answer again, as
  /// on a machine with too much to do.
  ///
  /// @param made an empty file that says that there is one; made here
  /// @return its password, if it was made now
  /// @throws StartException when the database still does not answer
  public static Optional<String> ensure(
      Vertx vertx, DatabaseAddress address, Path pepper, Path made, Clock clock)
      throws StartException {
    if (Files.exists(made)) {
      return Optional.empty();
    }
    for (int left = TRIES; left > 0; left--) {
      try {
        Optional<String> password = ensureOnce(vertx, address, pepper, clock);
        Files.createFile(made);
        return password;
      } catch (DatabaseAwayException e) {
        // said in the log already
      } catch (IOException e) {
        throw new StartException("Cannot write " + made + ": " + e.getMessage());
      }
    }
    throw new StartException("The database does not answer in time: is this machine very busy?");
  }

  private static Optional<String> ensureOnce(
      Vertx vertx, DatabaseAddress address, Path pepper, Clock clock) {
    Vault vault = KeyFile.open(pepper);
    CodeHasher hasher = new CodeHasher(vertx, vault);
    Database database = Database.connect(vertx, address);
    try {
      StaffDirectory directory = new StaffDirectory(database, hasher, vault, clock);
      if (!directory.all().await().isEmpty()) {
        return Optional.empty();
      }
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      directory.put(NAME, Role.ADMIN, password).await();
      return Optional.of(password);
    } finally {
      database.close().await();
      hasher.close().await();
    }
  }

  private FirstStaff() {}
}
