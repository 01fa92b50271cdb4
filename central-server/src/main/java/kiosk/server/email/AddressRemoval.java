package kiosk.server.email;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import kiosk.server.mail.Letters;
import kiosk.server.mail.Outbox;

/// Takes a validated address out of use, so that its person may enter another (rule E10).
public final class AddressRemoval {

  private static final String LOCK =
      "SELECT insured_id FROM account WHERE insured_id = $1 FOR UPDATE";
  private static final String REMOVE =
      "DELETE FROM email_address WHERE insured_id = $1 AND state = 'VALIDATED' RETURNING address";

  private final Outbox outbox;
  private final Letters letters;
  private final InstantSource clock;

  public AddressRemoval(Outbox outbox, Letters letters, InstantSource clock) {
    this.outbox = outbox;
    this.letters = letters;
    this.clock = clock;
  }

  /// Deactivates it and tells it so, in the same transaction; an address that waits for its
  /// confirmation stays as it is.
  ///
  /// @return whether there was one
  public Future<Boolean> deactivate(SqlConnection transaction, long insured) {
    return transaction
        .preparedQuery(LOCK)
        .execute(Tuple.of(insured))
        .compose(locked -> transaction.preparedQuery(REMOVE).execute(Tuple.of(insured)))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(false)
                    : outbox
                        .put(
                            transaction,
                            insured,
                            rows.iterator().next().getString("address"),
                            letters.addressRemoved(),
                            clock.instant())
                        .map(true));
  }
}
