package kiosk.server.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import kiosk.contract.act.Act;
import kiosk.server.database.Columns;
import org.jspecify.annotations.Nullable;

/// The acts that were done, with their replies. What makes an act happen once: its key is put in
/// here in the transaction of its effect, and a second one with the same key waits for the first
/// and then finds it.
final class Inbox {

  private static final String FIND =
      "SELECT sha256, reply FROM inbox WHERE kiosk = $1 AND act = $2";

  private static final String TAKE =
      "INSERT INTO inbox (kiosk, act, sequence, sha256, at) VALUES ($1, $2, $3, $4, $5)"
          + " ON CONFLICT (kiosk, act) DO NOTHING";

  private static final String KEEP = "UPDATE inbox SET reply = $3 WHERE kiosk = $1 AND act = $2";

  private static final String BEFORE =
      "SELECT last FROM inbox_sequence WHERE kiosk = $1 FOR UPDATE";

  private static final String ADVANCE =
      "INSERT INTO inbox_sequence (kiosk, last) VALUES ($1, $2)"
          + " ON CONFLICT (kiosk) DO UPDATE SET last = greatest(inbox_sequence.last, excluded.last)";

  private static final String FORGET =
      "DELETE FROM inbox WHERE at < $1 OR (sequence = 0 AND at < $2)";

  /// Longer than any kiosk is away with acts in its outbox and comes back as it was. Whatever an
  /// act could do after that has an end of its own: sessions last minutes, a visit ends once.
  private static final Duration KEPT_ACTS = Duration.ofDays(90);

  /// An act that no outbox keeps is sent for seconds; its reply may hold a session.
  private static final Duration OTHER_ACTS = Duration.ofDays(1);

  /// An act that was done.
  ///
  /// @param sha256 of its content
  /// @param reply the answer, closed to whoever has the act and the server's key
  record Done(String sha256, Buffer reply) {}

  /// The act of this key, if it was done.
  Future<Optional<Done>> find(SqlConnection connection, String kiosk, Act act) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(kiosk, act.id()))
        .map(
            rows -> {
              Iterator<Row> found = rows.iterator();
              if (!found.hasNext()) {
                return Optional.empty();
              }
              Row row = found.next();
              @Nullable Buffer reply = row.getBuffer("reply");
              return reply == null
                  ? Optional.empty()
                  : Optional.of(new Done(row.getString("sha256"), reply));
            });
  }

  /// Takes the key; waits while another transaction holds it.
  ///
  /// @return whether it was free
  Future<Boolean> take(SqlConnection transaction, String kiosk, Act act, Instant now) {
    Tuple values = Tuple.of(kiosk, act.id(), act.sequence(), act.sha256(), Columns.moment(now));
    return transaction.preparedQuery(TAKE).execute(values).map(rows -> rows.rowCount() == 1);
  }

  /// Keeps the reply with the key.
  Future<Void> keep(SqlConnection transaction, String kiosk, Act act, byte[] sealedReply) {
    return transaction
        .preparedQuery(KEEP)
        .execute(Tuple.of(kiosk, act.id(), Columns.bytes(sealedReply)))
        .mapEmpty();
  }

  /// Forgets the acts that cannot come again.
  ///
  /// @return how many
  Future<Integer> forget(SqlConnection connection, Instant now) {
    Tuple limits =
        Tuple.of(Columns.moment(now.minus(KEPT_ACTS)), Columns.moment(now.minus(OTHER_ACTS)));
    return connection.preparedQuery(FORGET).execute(limits).map(SqlResult::rowCount);
  }

  /// Notes the act's place in the kiosk's outbox.
  ///
  /// @return the place of the act that came before it, 0 if it is the first
  Future<Long> advance(SqlConnection transaction, String kiosk, long sequence) {
    return transaction
        .preparedQuery(BEFORE)
        .execute(Tuple.of(kiosk))
        .map(rows -> rows.rowCount() == 0 ? 0L : rows.iterator().next().getLong(0))
        .compose(
            before ->
                transaction.preparedQuery(ADVANCE).execute(Tuple.of(kiosk, sequence)).map(before));
  }
}
