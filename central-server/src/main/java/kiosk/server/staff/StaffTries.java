package kiosk.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.server.database.Columns;
import kiosk.server.vault.Vault;

/// Wrong passwords, counted for a name from one network, and for a name from everywhere. A name
/// that is nobody's counts like any other.
///
/// Whoever tries from one place waits longer and longer. Tries from many places only slow down, and
/// not for a network from which the name has logged in lately: so nobody elsewhere keeps it out.
final class StaffTries {

  /// Wrong passwords of a name from one network before the first wait.
  static final int FREE = 5;

  /// Wrong passwords of a name from all networks before each further one waits.
  static final int FREE_EVERYWHERE = 100;

  /// After which tries are forgotten, counted from the last.
  static final Duration DAY = Duration.ofHours(24);

  /// How long a network is known after a log-in.
  static final Duration KNOWN = Duration.ofDays(30);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration WAIT_EVERYWHERE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 4;

  private static final String ROW =
      "SELECT * FROM staff_try WHERE name_index = $1 AND network_index = $2";

  /// Nobody else counts this name until the transaction ends.
  private static final String LOCK =
      "INSERT INTO staff_try (name_index, network_index, wrong, tried_at) VALUES ($1, $2, 0, $3)"
          + " ON CONFLICT (name_index, network_index) DO UPDATE SET wrong = CASE"
          + " WHEN staff_try.tried_at > $4 THEN staff_try.wrong ELSE 0 END RETURNING *";

  private static final String KEEP =
      "UPDATE staff_try SET wrong = $3, wait_until = $4, tried_at = $5,"
          + " right_at = coalesce($6, right_at) WHERE name_index = $1 AND network_index = $2";
  private static final String FORGET = "DELETE FROM staff_try WHERE name_index = $1";
  private static final String PURGE =
      "DELETE FROM staff_try WHERE tried_at <= $1 AND coalesce(right_at, '-infinity') <= $2";

  private final Vault vault;

  StaffTries(Vault vault) {
    this.vault = vault;
  }

  /// Until when no try is looked at, if there is such a wait.
  Future<Optional<Instant>> wait(SqlConnection connection, From from, Instant now) {
    return connection
        .preparedQuery(ROW)
        .execute(everywhere(from))
        .compose(
            name ->
                connection
                    .preparedQuery(ROW)
                    .execute(here(from))
                    .map(network -> new Kept(one(name), one(network)).wait(now)));
  }

  /// The same, and nobody else counts this name until the transaction ends.
  Future<Kept> findLocked(SqlConnection transaction, From from, Instant now) {
    return lock(transaction, everywhere(from), now)
        .compose(
            name ->
                lock(transaction, here(from), now)
                    .map(network -> new Kept(Optional.of(name), Optional.of(network))));
  }

  /// Counts a try that was looked at.
  Future<Void> count(SqlConnection transaction, From from, Kept kept, boolean right, Instant now) {
    int name = right ? 0 : kept.wrongEverywhere() + 1;
    int network = right ? 0 : kept.wrong() + 1;
    Optional<Instant> slow =
        name < FREE_EVERYWHERE ? Optional.empty() : Optional.of(now.plus(WAIT_EVERYWHERE));
    Optional<Instant> logIn = right ? Optional.of(now) : Optional.empty();
    return keep(transaction, everywhere(from), name, slow, Optional.empty(), now)
        .compose(done -> keep(transaction, here(from), network, wait(network, now), logIn, now));
  }

  /// Forgets the tries of a name.
  Future<Void> forget(SqlConnection transaction, String name) {
    return transaction
        .preparedQuery(FORGET)
        .execute(Tuple.of(Columns.bytes(vault.index(name))))
        .mapEmpty();
  }

  /// Erases what does not count any more.
  static Future<Void> purge(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(PURGE)
        .execute(Tuple.of(Columns.moment(now.minus(DAY)), Columns.moment(now.minus(KNOWN))))
        .mapEmpty();
  }

  /// One minute after the fifth, then twice as long each time, up to 16.
  private static Optional<Instant> wait(int wrong, Instant now) {
    int doublings = Math.min(wrong - FREE, MOST_DOUBLINGS);
    return doublings < 0
        ? Optional.empty()
        : Optional.of(now.plus(FIRST_WAIT.multipliedBy(1L << doublings)));
  }

  private static Future<Row> lock(SqlConnection transaction, Tuple key, Instant now) {
    Tuple values =
        Tuple.of(
            key.getValue(0), key.getValue(1), Columns.moment(now), Columns.moment(now.minus(DAY)));
    return transaction.preparedQuery(LOCK).execute(values).map(rows -> rows.iterator().next());
  }

  private static Future<Void> keep(
      SqlConnection transaction,
      Tuple key,
      int wrong,
      Optional<Instant> wait,
      Optional<Instant> logIn,
      Instant now) {
    Tuple values =
        Tuple.of(
            key.getValue(0),
            key.getValue(1),
            wrong,
            wait.map(Columns::moment).orElse(null),
            Columns.moment(now),
            logIn.map(Columns::moment).orElse(null));
    return transaction.preparedQuery(KEEP).execute(values).mapEmpty();
  }

  private Tuple everywhere(From from) {
    return Tuple.of(Columns.bytes(vault.index(from.name())), Columns.bytes(new byte[0]));
  }

  private Tuple here(From from) {
    return Tuple.of(
        Columns.bytes(vault.index(from.name())), Columns.bytes(vault.index(from.network())));
  }

  private static Optional<Row> one(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  /// Who tries, from where.
  ///
  /// @param name as typed
  record From(String name, String network) {
    @Override
    public String toString() {
      return "From";
    }
  }

  /// What is counted.
  ///
  /// @param name from all networks
  /// @param network from the one
  record Kept(Optional<Row> name, Optional<Row> network) {

    int wrongEverywhere() {
      return name.map(row -> row.getInteger("wrong")).orElse(0);
    }

    int wrong() {
      return network.map(row -> row.getInteger("wrong")).orElse(0);
    }

    Optional<Instant> wait(Instant now) {
      boolean known =
          network
              .flatMap(row -> Columns.maybeInstant(row, "right_at"))
              .filter(now.minus(KNOWN)::isBefore)
              .isPresent();
      return Stream.concat(network.stream(), known ? Stream.of() : name.stream())
          .flatMap(row -> Columns.maybeInstant(row, "wait_until").stream())
          .filter(now::isBefore)
          .max(Instant::compareTo);
    }
  }
}
