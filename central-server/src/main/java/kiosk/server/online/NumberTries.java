package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kiosk.contract.Nir;
import kiosk.server.database.Columns;
import kiosk.server.vault.Vault;

/// Wrong tries made with a number, in the last 24 hours. They lock nothing: after five, at the
/// log-in the number alone is not enough, and whoever knows no more cannot go on (rule C9); where
/// an account is opened, each further try waits (rule O1).
///
/// A number that is nobody's counts like any other.
final class NumberTries {

  /// Wrong tries in 24 hours that the number alone allows.
  static final int FREE = 5;

  /// Wrong tries in 24 hours after which no answer at the log-in tells any more whether the data or
  /// the code was wrong: else the data of a person could be guessed there without end.
  static final int TELLING = 15;

  private static final Duration DAY = Duration.ofHours(24);

  private static final String COUNT =
      "SELECT count(*) FROM online_try, unnest(wrong_at) at WHERE nir_index = $1 AND door = $3"
          + " AND at > $2";
  private static final String LOCK =
      "INSERT INTO online_try (nir_index, door, wrong_at) VALUES ($1, $3, '{}')"
          + " ON CONFLICT (nir_index, door) DO UPDATE SET wrong_at = ARRAY("
          + "SELECT at FROM unnest(online_try.wrong_at) at WHERE at > $2 ORDER BY at)"
          + " RETURNING cardinality(wrong_at) AS tries, wrong_at[cardinality(wrong_at)] AS last";
  private static final String ADD =
      "UPDATE online_try SET wrong_at = wrong_at || $2::timestamptz"
          + " WHERE nir_index = $1 AND door = $3";
  private static final String PURGE =
      "DELETE FROM online_try"
          + " WHERE NOT EXISTS (SELECT 1 FROM unnest(wrong_at) at WHERE at > $1)";

  private final Vault vault;
  private final Door door;

  NumberTries(Vault vault, Door door) {
    this.vault = vault;
    this.door = door;
  }

  /// Where tries are made; each has a count of its own.
  enum Door {
    LOG_IN,
    OPENING
  }

  /// Those of the last 24 hours.
  ///
  /// @param last when the last of them was made
  record Tries(int count, Optional<Instant> last) {}

  /// How many there were in the last 24 hours.
  Future<Integer> count(SqlConnection connection, Nir nir, Instant now) {
    return connection
        .preparedQuery(COUNT)
        .execute(row(nir, now.minus(DAY)))
        .map(rows -> Math.toIntExact(rows.iterator().next().getLong(0)));
  }

  /// The same and more, and nobody else counts this number until the transaction ends.
  Future<Tries> findLocked(SqlConnection transaction, Nir nir, Instant now) {
    return transaction
        .preparedQuery(LOCK)
        .execute(row(nir, now.minus(DAY)))
        .map(
            rows -> {
              Row found = rows.iterator().next();
              return new Tries(found.getInteger("tries"), Columns.maybeInstant(found, "last"));
            });
  }

  Future<Void> add(SqlConnection transaction, Nir nir, Instant now) {
    return transaction.preparedQuery(ADD).execute(row(nir, now)).mapEmpty();
  }

  /// Erases the numbers, of all doors, with which nobody has tried for 24 hours.
  static Future<Void> purge(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(PURGE)
        .execute(Tuple.of(Columns.moment(now.minus(DAY))))
        .mapEmpty();
  }

  private Tuple row(Nir nir, Instant moment) {
    return Tuple.of(Columns.bytes(vault.index(nir.number())), Columns.moment(moment), door.name());
  }
}
