package kiosk.server.online;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import kiosk.contract.Nir;
import kiosk.server.database.Columns;
import kiosk.server.vault.Vault;

/// Wrong tries made with a number alone. They lock nothing: after five in 24 hours the number alone
/// is not enough, and whoever knows no more than the number cannot go on (rule C9).
///
/// A number that is nobody's counts like any other.
final class NumberTries {

  /// Wrong tries in 24 hours that the number alone allows.
  static final int FREE = 5;

  private static final Duration DAY = Duration.ofHours(24);

  private static final String COUNT =
      "SELECT count(*) FROM online_try, unnest(wrong_at) at WHERE nir_index = $1 AND at > $2";
  private static final String LOCK =
      "INSERT INTO online_try (nir_index, wrong_at) VALUES ($1, '{}')"
          + " ON CONFLICT (nir_index) DO UPDATE SET wrong_at = ARRAY("
          + "SELECT at FROM unnest(online_try.wrong_at) at WHERE at > $2 ORDER BY at)"
          + " RETURNING cardinality(wrong_at) AS tries";
  private static final String ADD =
      "UPDATE online_try SET wrong_at = wrong_at || $2::timestamptz WHERE nir_index = $1";

  private final Vault vault;

  NumberTries(Vault vault) {
    this.vault = vault;
  }

  /// How many there were in the last 24 hours.
  Future<Integer> count(SqlConnection connection, Nir nir, Instant now) {
    return connection
        .preparedQuery(COUNT)
        .execute(row(nir, now.minus(DAY)))
        .map(rows -> Math.toIntExact(rows.iterator().next().getLong(0)));
  }

  /// The same, and nobody else counts this number until the transaction ends.
  Future<Integer> countLocked(SqlConnection transaction, Nir nir, Instant now) {
    return transaction
        .preparedQuery(LOCK)
        .execute(row(nir, now.minus(DAY)))
        .map(rows -> rows.iterator().next().getInteger("tries"));
  }

  Future<Void> add(SqlConnection transaction, Nir nir, Instant now) {
    return transaction.preparedQuery(ADD).execute(row(nir, now)).mapEmpty();
  }

  private Tuple row(Nir nir, Instant moment) {
    return Tuple.of(Columns.bytes(vault.index(nir.number())), Columns.moment(moment));
  }
}
