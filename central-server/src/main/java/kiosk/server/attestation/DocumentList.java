package kiosk.server.attestation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kiosk.server.database.Columns;

/// The documents that were issued to a person, the newest first.
public final class DocumentList {

  private static final int MOST = 50;

  private static final String LIST =
      "SELECT id, kind, issued_at FROM document WHERE insured_id = $1"
          + " ORDER BY issued_at DESC LIMIT "
          + MOST;

  /// A document, without what it says.
  ///
  /// @param kind as the table names it
  public record Entry(UUID id, String kind, Instant issuedAt) {}

  /// At most fifty of them.
  public static Future<List<Entry>> of(SqlConnection connection, long insured) {
    return connection
        .preparedQuery(LIST)
        .execute(Tuple.of(insured))
        .map(
            rows -> {
              List<Entry> entries = new ArrayList<>();
              for (Row row : rows) {
                entries.add(
                    new Entry(
                        row.getUUID("id"),
                        row.getString("kind"),
                        Columns.instant(row, "issued_at")));
              }
              return List.copyOf(entries);
            });
  }

  private DocumentList() {}
}
