package kiosk.server.mail;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kiosk.server.database.Columns;
import kiosk.server.vault.Vault;

/// Mails that wait to be sent: they stand in the same transaction as what they tell of, so that
/// neither is ever without the other. What they say is sealed, and erased once they are sent.
public final class Outbox {

  /// Where a mail that was added rings.
  static final String CHANNEL = "mail";

  /// What a mail is sealed for.
  private static final String USE = "mail";

  private static final String PUT =
      "INSERT INTO mail_outbox (message_id, insured_id, sealed, state, created_at, due_at, tries,"
          + " brings, expires_at) VALUES ($1, $2, $3, 'WAITING', $4, $4, 0, $5, $6)";

  /// One that is being sent at this moment may still leave, and is then `SENT`.
  private static final String SUPERSEDE =
      "UPDATE mail_outbox SET state = 'SUPERSEDED', sealed = NULL, ended_at = $3"
          + " WHERE insured_id = $1 AND brings = $2 AND state = 'WAITING'";

  /// Heard by every node once the transaction is committed.
  private static final String RING = "SELECT pg_notify('" + CHANNEL + "', '')";

  private static final String COUNT =
      "SELECT count(*) FROM mail_outbox WHERE insured_id = $1 AND created_at > $2";

  /// The oldest mail that is due, unless an older one of the same account still waits; leased, so
  /// that a node that dies with it gives it back. Nodes step over each other's choice.
  private static final String CLAIM =
      "UPDATE mail_outbox SET due_at = $2, tries = tries + 1 WHERE id = ("
          + "SELECT m.id FROM mail_outbox m WHERE m.state = 'WAITING' AND m.due_at <= $1"
          + " AND NOT EXISTS (SELECT 1 FROM mail_outbox e WHERE e.insured_id = m.insured_id"
          + " AND e.id < m.id AND e.state = 'WAITING')"
          + " ORDER BY m.id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *";
  private static final String SENT =
      "UPDATE mail_outbox SET state = 'SENT', sealed = NULL, sent_at = $2 WHERE id = $1";

  /// Never later than what it brings expires, so that it does not hold up others after that.
  private static final String LATER =
      "UPDATE mail_outbox SET due_at = least($2, expires_at), last_fault = $3 WHERE id = $1";
  private static final String GIVE_UP =
      "UPDATE mail_outbox SET state = 'GIVEN_UP', sealed = NULL, last_fault = $2, ended_at = $3"
          + " WHERE id = $1 AND state = 'WAITING'";
  private static final String EXPIRE =
      "UPDATE mail_outbox SET state = 'EXPIRED', sealed = NULL, ended_at = $2, tries = tries - 1"
          + " WHERE id = $1 AND state = 'WAITING'";
  private static final String BOUNCED =
      "UPDATE mail_outbox SET state = 'BOUNCED', last_fault = $2, ended_at = $3"
          + " WHERE message_id = $1 AND state = 'SENT' RETURNING id";

  private static final String LAST =
      "SELECT state FROM mail_outbox WHERE insured_id = $1 AND state <> 'SUPERSEDED'"
          + " AND (state <> 'WAITING' OR last_fault IS NOT NULL) ORDER BY id DESC LIMIT 1";

  private final Vault vault;
  private final String senderDomain;

  public Outbox(Vault vault, Relay relay) {
    this.vault = vault;
    this.senderDomain = relay.senderDomain();
  }

  /// What a mail brings that a newer one of the same kind takes the place of.
  public enum Kind {
    LINK,
    CODE
  }

  /// What lets somebody in, for a time.
  ///
  /// @param expiresAt the mail is of no use from then on, and not sent any more
  public record Key(Kind kind, Instant expiresAt) {}

  /// Adds a mail as part of `transaction`. Mails of one account leave in the order in which they
  /// were added.
  public Future<Void> put(
      SqlConnection transaction, long insured, String recipient, Letter letter, Instant now) {
    return put(transaction, insured, recipient, letter, Optional.empty(), now);
  }

  /// Adds a mail that brings a key. One that still waits with an older key of the same kind is
  /// ended: it would only hold up this one. The account's row must be locked by `transaction`.
  public Future<Void> put(
      SqlConnection transaction,
      long insured,
      String recipient,
      Letter letter,
      Key key,
      Instant now) {
    return transaction
        .preparedQuery(SUPERSEDE)
        .execute(Tuple.of(insured, key.kind().name(), Columns.moment(now)))
        .compose(ended -> put(transaction, insured, recipient, letter, Optional.of(key), now));
  }

  private Future<Void> put(
      SqlConnection transaction,
      long insured,
      String recipient,
      Letter letter,
      Optional<Key> key,
      Instant now) {
    String messageId = "<" + UUID.randomUUID() + "@" + senderDomain + ">";
    JsonObject content =
        new JsonObject()
            .put("to", recipient)
            .put("subject", letter.subject())
            .put("text", letter.text())
            .put("html", letter.html());
    byte[] sealed = vault.sealText(USE, content.encode());
    return transaction
        .preparedQuery(PUT)
        .execute(
            Tuple.of(
                messageId,
                insured,
                Columns.bytes(sealed),
                Columns.moment(now),
                key.map(Key::kind).map(Kind::name).orElse(null),
                key.map(Key::expiresAt).map(Columns::moment).orElse(null)))
        .compose(put -> transaction.preparedQuery(RING).execute())
        .mapEmpty();
  }

  /// How many mails were added for an account after a moment (rule E8).
  public Future<Long> countSince(SqlConnection connection, long insured, Instant after) {
    return connection
        .preparedQuery(COUNT)
        .execute(Tuple.of(insured, Columns.moment(after)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /// What became of the last mail to an account that was tried.
  public Future<Optional<MailLedger.State>> last(SqlConnection connection, long insured) {
    return connection
        .preparedQuery(LAST)
        .execute(Tuple.of(insured))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        MailLedger.State.valueOf(rows.iterator().next().getString("state"))));
  }

  Future<Optional<Waiting>> claim(SqlConnection connection, Instant now, Instant leaseEnd) {
    return connection
        .preparedQuery(CLAIM)
        .execute(Tuple.of(Columns.moment(now), Columns.moment(leaseEnd)))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next())));
  }

  Future<Void> sent(SqlConnection connection, long id, Instant now) {
    return connection.preparedQuery(SENT).execute(Tuple.of(id, Columns.moment(now))).mapEmpty();
  }

  Future<Void> later(SqlConnection connection, long id, Instant due, String fault) {
    Tuple row = Tuple.of(id, Columns.moment(due), fault);
    return connection.preparedQuery(LATER).execute(row).mapEmpty();
  }

  Future<Void> giveUp(SqlConnection connection, long id, String fault, Instant now) {
    Tuple row = Tuple.of(id, fault, Columns.moment(now));
    return connection.preparedQuery(GIVE_UP).execute(row).mapEmpty();
  }

  /// Ends a mail whose link or code is of no use any more.
  Future<Void> expire(SqlConnection connection, long id, Instant now) {
    return connection.preparedQuery(EXPIRE).execute(Tuple.of(id, Columns.moment(now))).mapEmpty();
  }

  /// Notes that a mail came back.
  ///
  /// @return whether it is a mail of ours, sent and not known to have come back
  Future<Boolean> bounced(SqlConnection connection, Bounce bounce, Instant now) {
    return connection
        .preparedQuery(BOUNCED)
        .execute(Tuple.of(bounce.messageId(), bounce.status(), Columns.moment(now)))
        .map(rows -> rows.size() > 0);
  }

  private Waiting read(Row row) {
    JsonObject content = new JsonObject(vault.openText(USE, Columns.bytes(row, "sealed")));
    return new Waiting(
        row.getLong("id"),
        row.getString("message_id"),
        content.getString("to"),
        new Letter(
            content.getString("subject"), content.getString("text"), content.getString("html")),
        Columns.instant(row, "created_at"),
        Columns.maybeInstant(row, "expires_at"),
        row.getInteger("tries"));
  }

  /// A mail that this node holds for the length of its lease.
  ///
  /// @param messageId the same at every try, so that a mail sent twice is shown once
  /// @param expiresAt from when on what it brings is of no use
  /// @param tries this one included
  record Waiting(
      long id,
      String messageId,
      String recipient,
      Letter letter,
      Instant createdAt,
      Optional<Instant> expiresAt,
      int tries) {

    boolean expired(Instant now) {
      return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    @Override
    public String toString() {
      return "Waiting[" + messageId + "]";
    }
  }
}
