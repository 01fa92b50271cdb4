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
import kiosk.server.web.Stay;

/// Cases of the desk in the database.
final class CaseStore {

  /// How long a case stays open after its last use: the length of a talk.
  static final Duration LIFE = Duration.ofMinutes(30);

  /// How long in all.
  static final Duration LONGEST = Duration.ofHours(2);

  private static final String OPEN =
      "INSERT INTO desk_case (id, staff, insured_id, opened_at, used_at)"
          + " VALUES ($1, $2, $3, $4, $4)";
  private static final String OURS =
      " WHERE id = $1 AND staff = $2 AND closed_at IS NULL AND used_at >= $3 AND opened_at >= $4";
  private static final String KEPT = "insured_id, identity, turn, opened_at, used_at";
  private static final String FIND = "SELECT " + KEPT + " FROM desk_case" + OURS;
  private static final String USE =
      "UPDATE desk_case SET used_at = $5" + OURS + " RETURNING " + KEPT;
  private static final String IDENTITY =
      "UPDATE desk_case SET used_at = $5, identity = $6, identity_at = $5"
          + OURS
          + " RETURNING insured_id";
  private static final String CLOSE =
      "UPDATE desk_case SET closed_at = $5" + OURS + " RETURNING insured_id";

  /// One of two deeds that come with the same turn finds it gone, on whichever node.
  private static final String TAKE_TURN =
      "UPDATE desk_case SET used_at = $5, turn = turn + 1"
          + OURS
          + " AND turn = $6 AND identity = ANY($7) RETURNING insured_id";

  /// A case as it is kept.
  record Kept(long insured, Optional<IdentityProof> identity, int turn, Stay stay) {}

  Future<Void> open(SqlConnection transaction, UUID id, String staff, long insured, Instant now) {
    return transaction
        .preparedQuery(OPEN)
        .execute(Tuple.of(id, staff, insured, Columns.moment(now)))
        .mapEmpty();
  }

  /// Looks at a case as if nobody had.
  Future<Optional<Kept>> find(SqlConnection connection, String staff, UUID id, Instant now) {
    return kept(connection, FIND, ours(staff, id, now), now);
  }

  /// Uses a case, which lives on from now.
  Future<Optional<Kept>> use(SqlConnection connection, String staff, UUID id, Instant now) {
    return kept(connection, USE, used(staff, id, now), now);
  }

  private static Future<Optional<Kept>> kept(
      SqlConnection connection, String sql, Tuple values, Instant now) {
    return connection
        .preparedQuery(sql)
        .execute(values)
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
                      row.getInteger("turn"),
                      stay(row, now)));
            });
  }

  private static Stay stay(Row row, Instant now) {
    Instant idle = Columns.instant(row, "used_at").plus(LIFE);
    Instant end = Columns.instant(row, "opened_at").plus(LONGEST);
    boolean last = !idle.isBefore(end);
    Instant until = last ? end : idle;
    return new Stay(until, Duration.between(now, until), last);
  }

  /// Notes how the identity was checked.
  ///
  /// @return whose account it is, if the case is open
  Future<Optional<Long>> identity(
      SqlConnection transaction, String staff, UUID id, IdentityProof proof, Instant now) {
    return insured(transaction, IDENTITY, used(staff, id, now).addString(proof.name()));
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
    Tuple values = used(staff, id, now).addInteger(turn).addArrayOfString(proofs);
    return insured(transaction, TAKE_TURN, values);
  }

  /// Ends a case.
  ///
  /// @return whose account it is, if the case was open
  Future<Optional<Long>> close(SqlConnection transaction, String staff, UUID id, Instant now) {
    return insured(transaction, CLOSE, used(staff, id, now));
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
        .addOffsetDateTime(Columns.moment(now.minus(LIFE)))
        .addOffsetDateTime(Columns.moment(now.minus(LONGEST)));
  }

  private static Tuple used(String staff, UUID id, Instant now) {
    return ours(staff, id, now).addOffsetDateTime(Columns.moment(now));
  }
}
