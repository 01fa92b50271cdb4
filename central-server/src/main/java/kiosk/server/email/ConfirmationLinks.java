package kiosk.server.email;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import kiosk.server.database.Columns;

/// The links themselves: 256 random bits, of which only the SHA-256 is stored (rule E6).
final class ConfirmationLinks {

  private static final int TOKEN_BYTES = 32;
  private static final int TOKEN_LENGTH = 43;

  private static final String FIND =
      "SELECT l.*, a.address, NOT EXISTS (SELECT 1 FROM confirmation_link n"
          + " WHERE n.insured_id = l.insured_id AND n.number > l.number) AS newest"
          + " FROM confirmation_link l LEFT JOIN email_address a"
          + " ON a.id = l.address_id AND a.state = 'WAITING' WHERE l.token_sha256 = $1";
  private static final String USE =
      "UPDATE confirmation_link SET used_at = $2 WHERE token_sha256 = $1";
  private static final String DROP_OLD =
      "DELETE FROM email_address WHERE insured_id = $1 AND id <> $2";
  private static final String VALIDATE =
      "UPDATE email_address SET state = 'VALIDATED', validated_at = $2 WHERE id = $1";
  private static final String INBOX =
      "UPDATE account SET inbox_mail_accepted_at = coalesce(inbox_mail_accepted_at, $2)"
          + " WHERE insured_id = $1";
  private static final String TOUCH = "UPDATE email_address SET sent_at = $2 WHERE id = $1";

  private final String publicUrl;
  private final SecureRandom random = new SecureRandom();

  ConfirmationLinks(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /// A link nobody has seen.
  Fresh fresh() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    return new Fresh(publicUrl + EmailDesk.LINK_PATH + text, sha256(text));
  }

  Future<Optional<Link>> find(SqlConnection connection, String token) {
    if (token.length() != TOKEN_LENGTH) {
      return Future.succeededFuture(Optional.empty());
    }
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(Columns.bytes(sha256(token))))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(link(rows.iterator().next())));
  }

  /// The address is in force from now on, the one before it is not any more, and mail to the inbox
  /// is accepted (rule O3).
  Future<Void> use(SqlConnection transaction, Link link, Instant now) {
    Tuple byToken = Tuple.of(Columns.bytes(link.sha256), Columns.moment(now));
    Tuple byAddress = Tuple.of(link.addressId, Columns.moment(now));
    Tuple byInsured = Tuple.of(link.insured, Columns.moment(now));
    return transaction
        .preparedQuery(USE)
        .execute(byToken)
        .compose(
            used ->
                transaction.preparedQuery(DROP_OLD).execute(Tuple.of(link.insured, link.addressId)))
        .compose(dropped -> transaction.preparedQuery(VALIDATE).execute(byAddress))
        .compose(validated -> transaction.preparedQuery(INBOX).execute(byInsured))
        .mapEmpty();
  }

  /// The address waits again from now.
  Future<Void> touchAddress(SqlConnection transaction, Link link, Instant now) {
    return transaction
        .preparedQuery(TOUCH)
        .execute(Tuple.of(link.addressId, Columns.moment(now)))
        .mapEmpty();
  }

  private static Link link(Row row) {
    return new Link(
        Columns.bytes(row, "token_sha256"),
        row.getLong("insured_id"),
        row.getLong("address_id"),
        Columns.maybeText(row, "address"),
        Columns.instant(row, "sent_at"),
        row.getOffsetDateTime("used_at") != null,
        row.getBoolean("newest"));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A link at its birth.
  static final class Fresh {

    private final String url;
    private final byte[] sha256;

    private Fresh(String url, byte[] sha256) {
      this.url = url;
      this.sha256 = sha256;
    }

    String url() {
      return url;
    }

    byte[] sha256() {
      return sha256.clone();
    }
  }

  /// A link as the database knows it.
  static final class Link {

    private final byte[] sha256;
    private final long insured;
    private final long addressId;
    private final Optional<String> address;
    private final Instant sentAt;
    private final boolean used;
    private final boolean newest;

    private Link(
        byte[] sha256,
        long insured,
        long addressId,
        Optional<String> address,
        Instant sentAt,
        boolean used,
        boolean newest) {
      this.sha256 = sha256;
      this.insured = insured;
      this.addressId = addressId;
      this.address = address;
      this.sentAt = sentAt;
      this.used = used;
      this.newest = newest;
    }

    long insured() {
      return insured;
    }

    long addressId() {
      return addressId;
    }

    /// The address that waits for this link, unless it was erased.
    Optional<String> address() {
      return address;
    }

    /// An address that is gone was forgotten, whatever the age of its link.
    LinkState state(EmailPolicy policy, Instant now) {
      LinkState state = LinkState.of(policy, used, newest, Duration.between(sentAt, now));
      boolean lost = address.isEmpty() && (state == LinkState.VALID || state == LinkState.INACTIVE);
      return lost ? LinkState.FORGOTTEN : state;
    }
  }
}
