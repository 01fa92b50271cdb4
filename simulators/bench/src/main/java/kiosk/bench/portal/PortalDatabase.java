package kiosk.bench.portal;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.UUID;
import kiosk.server.database.Columns;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAddress;
import kiosk.server.vault.KeyFile;
import kiosk.server.vault.Vault;

/// What the bench needs of the portal's database: codes to copy without reading pictures, and as
/// many tries as it likes.
final class PortalDatabase implements AutoCloseable {

  private static final String COPY = "SELECT sealed FROM copy_code WHERE id = $1";
  private static final String NO_TRIES = "DELETE FROM online_try";
  private static final String NO_MAILS =
      "UPDATE mail_outbox SET created_at = created_at - interval '1 hour'"
          + " WHERE created_at > now() - interval '1 hour'";

  private final Vertx vertx = Vertx.vertx();
  private final Vault vault;
  private final Database database;

  /// @param pepper the server's key file
  PortalDatabase(DatabaseAddress address, Path pepper) {
    this.vault = KeyFile.open(pepper);
    this.database = Database.connect(vertx, address);
  }

  /// The digits of a code to copy.
  String copied(String id) {
    return database
        .withConnection(c -> c.preparedQuery(COPY).execute(Tuple.of(UUID.fromString(id))))
        .map(rows -> vault.openText("copy code", Columns.bytes(rows.iterator().next(), "sealed")))
        .await();
  }

  /// Nobody has tried anything, and nobody was sent a mail within the hour.
  void forgetTries() {
    database
        .withConnection(
            c -> c.query(NO_TRIES).execute().compose(gone -> c.query(NO_MAILS).execute()))
        .await();
  }

  @Override
  public void close() {
    database.close().await();
    vertx.close().await();
  }
}
