package kiosk.server.counter;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kiosk.server.database.Columns;

/// Cases of the desk in the database.
final class CaseStore {

  /// How long a case stays open: the length of a talk.
  static final Duration LIFE = Duration.ofMinutes(30);

  private static final String OPEN =
      "INSERT INTO desk_case (id, staff, insured_id, opened_at) VALUES ($1, $2, $3, $4)";
  private static final String OURS =
      " WHERE id = $1 AND staff = $2 AND closed_at IS NULL AND opened_at > $3";
  private static final String FIND = "SELECT insured_id, identity, turn FROM desk_case" + OURS;
  private static final String IDENTITY =
      "UPDATE desk_case SET identity = $4, identity_at = $5" + OURS + " RETURNING insured_id";
  private static final String CLOSE = "UPDATE desk_case SET closed_at = $4" + OURS;

  /// One of two deeds that come with the same turn finds it gone, on whichever node.
  private static final String TAKE_TURN =
      "UPDATE desk_case SET turn = turn + 1"
          + OURS
          + " AND turn = $4 AND identity = ANY($5) RETURNING insured_id";

  /// A case as it is kept.
  record Kept(long insured, Optional<IdentityProof> identity, int turn) {}

  Future<Void> open(SqlConnection transaction, UUID id, String staff, long insured, Instant now) {
    return transaction
        .preparedQuery(OPEN)
        .execute(Tuple.of(id, staff, insured, Columns.moment(now)))
        .mapEmpty();
  }

  Future<Optional<Kept>> find(SqlConnection connection, String staff, UUID id, Instant now) {
    return connection
        .preparedQuery(FIND)
        .execute(ours(staff, id, now))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              return Optional.of(
                  new Kept(
                      row.getLong("insured_id"),
                      Columns.maybeText(row, "identity").map(IdentityProof::valueOf),
                      row.getInteger("turn")));
            });
  }

  /// Notes how the identity was checked.
  ///
  /// @return whose account it is, if the case is open
  Future<Optional<Long>> identity(
      SqlConnection transaction, String staff, UUID id, IdentityProof proof, Instant now) {
    Tuple values =
        ours(staff, id, now).addString(proof.name()).addOffsetDateTime(Columns.moment(now));
    return insured(transaction, IDENTITY, values);
  }

  /// Takes the turn that a deed came with.
  ///
  /// @return whose account it is, if the deed may be done, now and not again
  Future<Optional<Long>> takeTurn(
      SqlConnection transaction, String staff, UUID id, int turn, boolean inPerson, Instant now) {
    String[] proofs =
        Stream.of(IdentityProof.values())
            .filter(proof -> !inPerson || proof.inPerson())
            .map(Enum::name)
            .toArray(String[]::new);
    Tuple values = ours(staff, id, now).addInteger(turn).addArrayOfString(proofs);
    return insured(transaction, TAKE_TURN, values);
  }

  Future<Void> close(SqlConnection connection, String staff, UUID id, Instant now) {
    Tuple values = ours(staff, id, now).addOffsetDateTime(Columns.moment(now));
    return connection.preparedQuery(CLOSE).execute(values).mapEmpty();
  }

  private static Future<Optional<Long>> insured(
      SqlConnection transaction, String sql, Tuple values) {
    return transaction
        .preparedQuery(sql)
        .execute(values)
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getLong("insured_id")));
  }

  private static Tuple ours(String staff, UUID id, Instant now) {
    return Tuple.tuple()
        .addUUID(id)
        .addString(staff)
        .addOffsetDateTime(Columns.moment(now.minus(LIFE)));
  }
}
