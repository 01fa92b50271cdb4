package kiosk.server.database;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// How values cross between Java and columns: `timestamptz` and [Instant], `bytea` and arrays,
/// null and [Optional].
public final class Columns {

  /// For a parameter of type `timestamptz`.
  public static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  public static Optional<Instant> maybeInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  public static Optional<String> maybeText(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  public static byte[] bytes(Row row, String column) {
    return row.getBuffer(column).getBytes();
  }

  /// For a parameter of type `bytea`.
  public static Buffer bytes(byte[] bytes) {
    return Buffer.buffer(bytes);
  }

  private Columns() {}
}
