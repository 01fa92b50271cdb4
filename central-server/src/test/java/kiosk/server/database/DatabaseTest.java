package kiosk.server.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import kiosk.contract.settings.Secret;
import kiosk.contract.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(CleanDatabase.class)
final class DatabaseTest {

  private static final String COUNT = "SELECT count(*) FROM kiosk_visit";
  private static final String INSERT =
      "INSERT INTO kiosk_visit VALUES (gen_random_uuid(), 'hall-1', now(), now(), 'IDLE', '{}')";

  private final Database database;

  DatabaseTest(Database database) {
    this.database = database;
  }

  @Test
  void aTransactionThatFailsLeavesNothing() throws Exception {
    Future<Object> doomed =
        database.inTransaction(
            tx ->
                tx.query(INSERT)
                    .execute()
                    .compose(done -> Future.failedFuture(new IllegalStateException("planted"))));
    assertThatThrownBy(() -> await(doomed)).hasMessage("planted");
    assertThat(await(count(database))).isZero();
    assertThat(database.reachable()).isTrue();
  }

  @Test
  void whatIsAcknowledgedIsOnTheDisk() throws Exception {
    String settings =
        "SELECT current_setting('fsync') || current_setting('synchronous_commit')"
            + " || current_setting('full_page_writes') || current_setting('listen_addresses')";
    String inForce =
        await(
            database.withConnection(
                c -> c.query(settings).execute().map(rows -> rows.iterator().next().getString(0))));
    assertThat(inForce).isEqualTo("ononon127.0.0.1");
  }

  @Test
  void aStepWithALowerNumberIsDoneAfterOneWithAHigher(DatabaseAddress address) throws Exception {
    await(statement("DROP INDEX inbox_age"));
    await(statement("DELETE FROM flyway_schema_history WHERE version = '110'"));
    Database.migrate(address);
    await(statement("DROP INDEX inbox_age")); // it is there again
    await(statement("CREATE INDEX inbox_age ON inbox (at)"));
  }

  @Test
  void nobodyEntersWithoutThePassword(DatabaseAddress address) {
    DatabaseAddress guess =
        new DatabaseAddress(
            address.host(), address.port(), address.name(), address.user(), new Secret("guess"));
    assertThatThrownBy(() -> Database.migrate(guess)).isInstanceOf(DatabaseAwayException.class);
  }

  @Test
  void aDatabaseThatIsAwayIsSaidAndUsedAgainOnItsReturn(@TempDir Path empty) throws Exception {
    Path folder = withPrograms(empty);
    Vertx vertx = Vertx.vertx();
    EmbeddedPostgres first = EmbeddedPostgres.start(folder, 0);
    DatabaseAddress address = first.address();
    Database.migrate(address);
    Database there = Database.connect(vertx, address);
    assertThat(await(count(there))).isZero();

    first.close();
    assertThatThrownBy(() -> await(count(there))).isInstanceOf(DatabaseAwayException.class);
    assertThat(there.reachable()).isFalse();

    try (EmbeddedPostgres second = EmbeddedPostgres.start(folder, address.port())) {
      assertThat(second.address().url()).isEqualTo(address.url());
      assertThat(await(count(there))).isZero();
      assertThat(there.reachable()).isTrue();
      await(there.close());
      await(vertx.close());
    }
  }

  @Test
  void aServerThatAKilledOwnerLeftIsStoppedAndNothingIsLost(@TempDir Path empty) throws Exception {
    Path folder = withPrograms(empty);
    DatabaseAddress left;
    try (EmbeddedPostgres made = EmbeddedPostgres.start(folder, 0)) {
      left = made.address();
      Database.migrate(left);
    }
    Path data = folder.toAbsolutePath().resolve("data");
    Path programs = folder.toAbsolutePath().resolve("programs");
    PostgresProcess.start(programs, data, folder.resolve("orphan.log"), left.port());

    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, 0)) {
      assertThat(again.address().port()).isNotEqualTo(left.port());
      Database there = Database.connect(vertx, again.address());
      assertThat(await(count(there))).isZero();
      await(there.close());
    }
    await(vertx.close());
  }

  @Test
  void aFolderHasOneOwner(@TempDir Path empty) throws Exception {
    Path folder = withPrograms(empty);
    try (EmbeddedPostgres owner = EmbeddedPostgres.start(folder, 0)) {
      assertThat(owner.address().url()).startsWith("postgresql://127.0.0.1:");
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder, 0))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("another running process");
    }
  }

  /// Spares each folder the unpacking, which takes seconds.
  private static Path withPrograms(Path folder) throws IOException {
    Path unpacked = CleanDatabase.FOLDER.resolve("programs").toAbsolutePath();
    Files.createSymbolicLink(folder.resolve("programs"), unpacked);
    return folder;
  }

  private Future<Void> statement(String sql) {
    return database.withConnection(c -> c.query(sql).execute().mapEmpty());
  }

  private static Future<Long> count(Database database) {
    return database.withConnection(
        c -> c.query(COUNT).execute().map(rows -> rows.iterator().next().getLong(0)));
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(20, SECONDS);
  }
}
