package kiosk.server.email;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import kiosk.server.mail.Letters;
import kiosk.server.mail.Outbox;

/// Tells a person by mail that something arrived in the account's inbox (rule E13): not what, not
/// from whom, and without a name.
public final class DepositNotices {

  /// Only who validated an address has accepted mail in the inbox (rule O3).
  private static final String TOLD =
      "SELECT e.address FROM email_address e JOIN account a USING (insured_id)"
          + " WHERE e.insured_id = $1 AND e.state = 'VALIDATED'"
          + " AND a.inbox_mail_accepted_at IS NOT NULL";

  private final Outbox outbox;
  private final Letters letters;
  private final String publicUrl;
  private final InstantSource clock;

  /// @param publicUrl where the account is, without a slash at the end
  public DepositNotices(Outbox outbox, Letters letters, String publicUrl, InstantSource clock) {
    this.outbox = outbox;
    this.letters = letters;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /// Puts the notice into the outbox, in the transaction of what arrived.
  ///
  /// @return whether there is an address to tell; without one nothing is done
  public Future<Boolean> deposited(SqlConnection transaction, long insured) {
    return transaction
        .preparedQuery(TOLD)
        .execute(Tuple.of(insured))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(false)
                    : outbox
                        .put(
                            transaction,
                            insured,
                            rows.iterator().next().getString("address"),
                            letters.deposit(publicUrl),
                            clock.instant())
                        .map(true));
  }
}
