package kiosk.server.email;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import kiosk.server.audit.AuditTrail;
import kiosk.server.database.Columns;
import kiosk.server.mail.Letters;
import kiosk.server.mail.MailLedger;
import kiosk.server.mail.Outbox;

/// Takes the address of an account and has it confirmed by a link (rules E1, E3, E6–E8).
///
/// Whatever changes an address first locks its account's row, so that entering and confirming come
/// one after the other.
public final class EmailDesk {

  /// The path of the link's page under the public address; the token follows.
  public static final String LINK_PATH = "/confirmation/";

  private static final Standing NOTHING = new Standing(Optional.empty(), Optional.empty());

  private static final Duration HOUR = Duration.ofHours(1);

  private static final String LOCK =
      "SELECT insured_id FROM account WHERE insured_id = $1 FOR UPDATE";
  private static final String FREE_FORGOTTEN_KEY =
      "DELETE FROM email_address WHERE address_key = $1 AND state = 'WAITING' AND sent_at < $2";
  private static final String TAKE =
      "INSERT INTO email_address (insured_id, address, address_key, state, sent_at)"
          + " VALUES ($1, $2, $3, 'WAITING', $4) ON CONFLICT (address_key) DO NOTHING RETURNING id";
  private static final String OWN_WAITING =
      "UPDATE email_address SET address = $2, sent_at = $4"
          + " WHERE insured_id = $1 AND address_key = $3 AND state = 'WAITING' RETURNING id";
  private static final String DROP_OTHER_WAITING =
      "DELETE FROM email_address WHERE insured_id = $1 AND state = 'WAITING' AND id <> $2";
  private static final String STANDING =
      "SELECT address, state, sent_at FROM email_address WHERE insured_id = $1";
  private static final String AWAITED =
      "SELECT a.address, l.sent_at AS sent_at FROM (SELECT address, sent_at FROM email_address"
          + " WHERE insured_id = $1 AND state = 'WAITING') a RIGHT JOIN (SELECT sent_at FROM ("
          + "SELECT sent_at, 0 AS place FROM email_address"
          + " WHERE insured_id = $1 AND state = 'WAITING' UNION ALL"
          + " SELECT max(sent_at), 1 FROM confirmation_link"
          + " WHERE insured_id = $1 HAVING bool_and(used_at IS NULL)) s"
          + " ORDER BY place LIMIT 1) l ON true";
  private static final String LINK =
      "INSERT INTO confirmation_link (token_sha256, insured_id, address_id, sent_at)"
          + " VALUES ($1, $2, $3, $4)";
  private static final String FORGET =
      "DELETE FROM email_address WHERE state = 'WAITING' AND sent_at < $1";

  private final Outbox outbox;
  private final Letters letters;
  private final AuditTrail audit;
  private final ConfirmationLinks links;
  private final EmailPolicy policy;
  private final InstantSource clock;

  /// Opens the desk.
  ///
  /// @param publicUrl how links begin, without a slash at the end
  public EmailDesk(
      Outbox outbox,
      Letters letters,
      AuditTrail audit,
      String publicUrl,
      EmailPolicy policy,
      InstantSource clock) {
    this.policy = policy;
    this.outbox = outbox;
    this.letters = letters;
    this.audit = audit;
    this.links = new ConfirmationLinks(publicUrl);
    this.clock = clock;
  }

  /// What an account has.
  ///
  /// @param validated the address in force
  /// @param waiting the address whose confirmation is awaited, unless it is too old (rule E7)
  public record Standing(Optional<String> validated, Optional<String> waiting) {
    @Override
    public String toString() {
      return "Standing";
    }
  }

  /// The address whose confirmation is awaited, and how its newest link stands (rule E7).
  ///
  /// @param address unless it was erased
  public record Waiting(Optional<String> address, LinkState link) {
    @Override
    public String toString() {
      return "Waiting[" + link + "]";
    }
  }

  /// What became of an address that was entered.
  public sealed interface Entry {

    /// The link is on its way.
    record Sent(String maskedAddress) implements Entry {}

    /// It is somebody's already; whose is never said (rule E2).
    record Taken() implements Entry {}

    /// Enough mails this hour (rule E8).
    record TooManyMails() implements Entry {}
  }

  /// How many mails, and for how long.
  public EmailPolicy policy() {
    return policy;
  }

  /// What the account has now.
  public Future<Standing> standing(SqlConnection connection, long insured) {
    Instant forgotten = clock.instant().minus(policy.keptLife());
    return connection
        .preparedQuery(STANDING)
        .execute(Tuple.of(insured))
        .map(
            rows -> {
              Optional<String> validated = Optional.empty();
              Optional<String> waiting = Optional.empty();
              for (Row row : rows) {
                if (row.getString("state").equals("VALIDATED")) {
                  validated = Optional.of(row.getString("address"));
                } else if (!Columns.instant(row, "sent_at").isBefore(forgotten)) {
                  waiting = Optional.of(row.getString("address"));
                }
              }
              return new Standing(validated, waiting);
            });
  }

  /// What became of the last mail to the account that was tried.
  public Future<Optional<MailLedger.State>> lastMail(SqlConnection connection, long insured) {
    return outbox.last(connection, insured);
  }

  /// What a person without a validated address is waiting for; empty when no address was ever
  /// given.
  public Future<Optional<Waiting>> waiting(SqlConnection connection, long insured) {
    return connection
        .preparedQuery(AWAITED)
        .execute(Tuple.of(insured))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              LinkState state =
                  LinkState.of(
                      policy,
                      false,
                      true,
                      Duration.between(Columns.instant(row, "sent_at"), clock.instant()));
              Optional<String> address = Columns.maybeText(row, "address");
              return address.isEmpty() || state == LinkState.FORGOTTEN
                  ? Optional.of(new Waiting(Optional.empty(), LinkState.FORGOTTEN))
                  : Optional.of(new Waiting(address, state));
            });
  }

  /// Mails a provisional code to the validated address (rules C6, C8). The account's row must be
  /// locked by `transaction`.
  ///
  /// @param life of the code, whole minutes
  /// @return whether it is on its way: not without a validated address, nor after too many mails
  public Future<Boolean> mailCode(
      SqlConnection transaction, long insured, String code, Duration life) {
    Instant now = clock.instant();
    return standing(transaction, insured)
        .compose(
            standing ->
                mailsLeft(transaction, insured, NOTHING, now)
                    .compose(
                        enough ->
                            enough && standing.validated().isPresent()
                                ? outbox
                                    .put(
                                        transaction,
                                        insured,
                                        standing.validated().get(),
                                        letters.code(code, life),
                                        new Outbox.Key(Outbox.Kind.CODE, now.plus(life)),
                                        now)
                                    .map(true)
                                : Future.succeededFuture(false)));
  }

  /// Takes an address: a link goes to it, a notice to the one in force, which stays so until the
  /// link is used (rule E3). The account's row must be locked by `transaction`.
  public Future<Entry> enter(SqlConnection transaction, long insured, EmailAddress address) {
    Instant now = clock.instant();
    return standing(transaction, insured)
        .compose(
            standing ->
                mailsLeft(transaction, insured, standing, now)
                    .compose(
                        enough ->
                            enough
                                ? take(transaction, insured, address, standing, now)
                                : Future.succeededFuture(new Entry.TooManyMails())));
  }

  /// Looks at a link and changes nothing (rule E6: mail scanners open links).
  public Future<Optional<LinkState>> look(SqlConnection connection, String token) {
    return links
        .find(connection, token)
        .map(found -> found.map(l -> l.state(policy, clock.instant())));
  }

  /// Uses a link.
  ///
  /// @return what it was good for: [LinkState#VALID] when the address is confirmed by this call
  public Future<Optional<LinkState>> confirm(SqlConnection transaction, String token) {
    return locked(
        transaction,
        token,
        link -> {
          Instant now = clock.instant();
          LinkState state = link.state(policy, now);
          return state == LinkState.VALID
              ? links.use(transaction, link, now).compose(used -> noteConfirmed(transaction, link))
              : Future.succeededFuture(state);
        });
  }

  /// Sends a new link to the address that an inactive one was sent to (rule E7).
  ///
  /// @return [LinkState#INACTIVE] when it is on its way; empty when there is no such link, or too
  ///     many mails were sent
  public Future<Optional<LinkState>> resend(SqlConnection transaction, String token) {
    Instant now = clock.instant();
    return locked(
            transaction,
            token,
            link -> {
              LinkState state = link.state(policy, now);
              Optional<String> address = link.address();
              if (state != LinkState.INACTIVE || address.isEmpty()) {
                return Future.succeededFuture(Optional.of(state));
              }
              return mailsLeft(transaction, link.insured(), NOTHING, now)
                  .compose(
                      enough ->
                          enough
                              ? renew(transaction, link, address.get(), now)
                              : Future.succeededFuture(Optional.empty()));
            })
        .map(nested -> nested.flatMap(state -> state));
  }

  /// Erases the addresses that waited too long (rule E7).
  public Future<Integer> forget(SqlConnection connection) {
    Instant before = clock.instant().minus(policy.keptLife());
    return connection
        .preparedQuery(FORGET)
        .execute(Tuple.of(Columns.moment(before)))
        .map(rows -> rows.rowCount());
  }

  private Future<Boolean> mailsLeft(
      SqlConnection connection, long insured, Standing standing, Instant now) {
    int wanted = standing.validated().isPresent() ? 2 : 1;
    return outbox
        .countSince(connection, insured, now.minus(HOUR))
        .map(sent -> sent + wanted <= policy.mailsAnHour());
  }

  private Future<Entry> take(
      SqlConnection transaction,
      long insured,
      EmailAddress address,
      Standing standing,
      Instant now) {
    return occupy(transaction, insured, address, now)
        .compose(
            id ->
                id.isEmpty()
                    ? Future.succeededFuture(new Entry.Taken())
                    : send(transaction, insured, id.get(), address.text(), now)
                        .compose(sent -> noticeToOld(transaction, insured, address, standing, now))
                        .map(noticed -> new Entry.Sent(address.masked())));
  }

  /// Makes the address this account's, if it is nobody's or already waits for this account.
  private Future<Optional<Long>> occupy(
      SqlConnection transaction, long insured, EmailAddress address, Instant now) {
    Instant forgotten = now.minus(policy.keptLife());
    Tuple row = Tuple.of(insured, address.text(), address.key(), Columns.moment(now));
    return transaction
        .preparedQuery(FREE_FORGOTTEN_KEY)
        .execute(Tuple.of(address.key(), Columns.moment(forgotten)))
        .compose(freed -> transaction.preparedQuery(TAKE).execute(row))
        .compose(
            taken ->
                taken.size() > 0
                    ? Future.succeededFuture(taken)
                    : transaction.preparedQuery(OWN_WAITING).execute(row))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(Optional.empty());
              }
              long id = rows.iterator().next().getLong("id");
              return transaction
                  .preparedQuery(DROP_OTHER_WAITING)
                  .execute(Tuple.of(insured, id))
                  .map(Optional.of(id));
            });
  }

  private Future<Void> send(
      SqlConnection transaction, long insured, long addressId, String address, Instant now) {
    ConfirmationLinks.Fresh link = links.fresh();
    return transaction
        .preparedQuery(LINK)
        .execute(Tuple.of(Columns.bytes(link.sha256()), insured, addressId, Columns.moment(now)))
        .compose(
            kept ->
                outbox.put(
                    transaction,
                    insured,
                    address,
                    letters.confirmation(link.url(), policy.linkDays()),
                    new Outbox.Key(Outbox.Kind.LINK, now.plus(policy.linkLife())),
                    now));
  }

  private Future<Void> noticeToOld(
      SqlConnection transaction,
      long insured,
      EmailAddress address,
      Standing standing,
      Instant now) {
    return standing.validated().isEmpty()
        ? Future.succeededFuture()
        : outbox.put(
            transaction,
            insured,
            standing.validated().get(),
            letters.addressChange(address.masked()),
            now);
  }

  private Future<Optional<LinkState>> renew(
      SqlConnection transaction, ConfirmationLinks.Link link, String address, Instant now) {
    return links
        .touchAddress(transaction, link, now)
        .compose(touched -> send(transaction, link.insured(), link.addressId(), address, now))
        .compose(
            sent -> audit.add(transaction, "link", "email.resent", Optional.of(link.insured()), ""))
        .map(Optional.of(LinkState.INACTIVE));
  }

  private Future<LinkState> noteConfirmed(SqlConnection transaction, ConfirmationLinks.Link link) {
    return audit
        .add(transaction, "link", "email.confirmed", Optional.of(link.insured()), "")
        .map(LinkState.VALID);
  }

  /// Finds the link, locks its account, and looks at the link again: it may have been used while
  /// we waited for the lock.
  private <T> Future<Optional<T>> locked(
      SqlConnection transaction, String token, LinkWork<T> work) {
    return links
        .find(transaction, token)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : transaction
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(found.get().insured()))
                        .compose(row -> links.find(transaction, token))
                        .compose(again -> work.on(again.orElseThrow()).map(Optional::of)));
  }

  @FunctionalInterface
  private interface LinkWork<T> {
    Future<T> on(ConfirmationLinks.Link link);
  }
}
