package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kiosk.contract.act.ActContent.ConsentAnswer;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.server.accesscode.CodeKind;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.database.Columns;

/// Accounts and their codes in the database.
///
/// Whoever changes anything of an account locks its own row first: before its sessions, its code
/// and its addresses. Two who meet then wait in one order, never in a circle.
public final class AccountStore {

  private static final String FIND = "SELECT * FROM account WHERE insured_id = $1";
  private static final String FIND_LOCKED = FIND + " FOR UPDATE";
  private static final String CREATE =
      "INSERT INTO account (insured_id, created_at) VALUES ($1, $2)"
          + " ON CONFLICT (insured_id) DO NOTHING RETURNING insured_id";
  private static final String ACCEPT_TERMS =
      "UPDATE account SET terms_version = $2, terms_accepted_at = $3,"
          + " paper_mail_ended_at = coalesce(paper_mail_ended_at, $3) WHERE insured_id = $1";
  private static final String SAVE_CONTACT =
      "UPDATE account SET mobile = $2, landline = $3, contact_saved_at = $4"
          + " WHERE insured_id = $1";
  private static final String ADD_CONSENT =
      "INSERT INTO consent (insured_id, kind, answered_at, yes, wording)"
          + " VALUES ($1, $2, $3, $4, $5)";
  private static final String NUMBERS =
      "SELECT mobile, landline FROM account WHERE insured_id = $1";
  private static final String ANSWERS =
      "SELECT DISTINCT ON (kind) kind, yes FROM consent WHERE insured_id = $1"
          + " ORDER BY kind, answered_at DESC";
  private static final String CODE = "SELECT * FROM access_code WHERE insured_id = $1";
  private static final String PUT_CODE =
      "INSERT INTO access_code (insured_id, kind, hash, issued_at, wrong_in_row, wrong_at,"
          + " wait_until, locked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
          + " ON CONFLICT (insured_id) DO UPDATE SET kind = $2, hash = $3, issued_at = $4,"
          + " wrong_in_row = $5, wrong_at = $6, wait_until = $7, locked = $8";

  /// An account.
  ///
  /// @param termsVersion the version that was accepted last
  /// @param contactSaved whether numbers and answers were ever given
  public record Account(long insured, Optional<String> termsVersion, boolean contactSaved) {}

  /// How a person can be reached, and may be for promotion (rules P1, P2).
  ///
  /// @param mobile E.164
  /// @param landline E.164
  /// @param answers the newest of each kind; none for a question that was not answered
  public record Contacts(
      Optional<String> mobile, Optional<String> landline, Map<ConsentKind, Boolean> answers) {
    public Contacts {
      answers = Map.copyOf(answers);
    }

    @Override
    public String toString() {
      return "Contacts";
    }
  }

  /// The code of an account.
  ///
  /// @param hash PHC string
  public record Code(String hash, CodeStanding standing) {
    @Override
    public String toString() {
      return "Code";
    }
  }

  /// The account of a person.
  public Future<Optional<Account>> find(SqlConnection connection, long insured) {
    return account(connection, FIND, insured);
  }

  /// The same, nobody else's until the transaction ends.
  public Future<Optional<Account>> findLocked(SqlConnection transaction, long insured) {
    return account(transaction, FIND_LOCKED, insured);
  }

  /// Makes an empty account.
  ///
  /// @return whether there was none
  public Future<Boolean> create(SqlConnection transaction, long insured, Instant now) {
    return transaction
        .preparedQuery(CREATE)
        .execute(Tuple.of(insured, Columns.moment(now)))
        .map(rows -> rows.size() > 0);
  }

  /// Accepting the terms ends mail on paper (rule O3).
  public Future<Void> acceptTerms(
      SqlConnection transaction, long insured, String version, Instant now) {
    return transaction
        .preparedQuery(ACCEPT_TERMS)
        .execute(Tuple.of(insured, version, Columns.moment(now)))
        .mapEmpty();
  }

  Future<Void> saveContact(
      SqlConnection transaction,
      long insured,
      Optional<String> mobile,
      Optional<String> landline,
      Instant now) {
    return transaction
        .preparedQuery(SAVE_CONTACT)
        .execute(Tuple.of(insured, mobile.orElse(null), landline.orElse(null), Columns.moment(now)))
        .mapEmpty();
  }

  /// The numbers that were given, and the newest answer of each kind.
  public Future<Contacts> contacts(SqlConnection connection, long insured) {
    return connection
        .preparedQuery(NUMBERS)
        .execute(Tuple.of(insured))
        .compose(
            numbers ->
                connection
                    .preparedQuery(ANSWERS)
                    .execute(Tuple.of(insured))
                    .map(
                        answers -> {
                          Map<ConsentKind, Boolean> yes = new EnumMap<>(ConsentKind.class);
                          for (Row row : answers) {
                            yes.put(
                                ConsentKind.valueOf(row.getString("kind")), row.getBoolean("yes"));
                          }
                          Row row = numbers.iterator().next();
                          return new Contacts(
                              Columns.maybeText(row, "mobile"),
                              Columns.maybeText(row, "landline"),
                              yes);
                        }));
  }

  /// Keeps answers beside the earlier ones (rule P2).
  Future<Void> addConsents(
      SqlConnection transaction, long insured, List<ConsentAnswer> answers, Instant now) {
    List<Tuple> rows =
        answers.stream()
            .map(a -> Tuple.of(insured, a.kind().name(), Columns.moment(now), a.yes(), a.wording()))
            .toList();
    return transaction.preparedQuery(ADD_CONSENT).executeBatch(rows).mapEmpty();
  }

  /// The code of an account.
  public Future<Optional<Code>> code(SqlConnection connection, long insured) {
    return connection
        .preparedQuery(CODE)
        .execute(Tuple.of(insured))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(code(rows.iterator().next())));
  }

  /// The same, with its account nobody else's until the transaction ends: tries are counted one
  /// after the other, whichever node they come through (rule C9).
  public Future<Optional<Code>> codeLocked(SqlConnection transaction, long insured) {
    Future<Optional<Account>> locked = findLocked(transaction, insured);
    Future<Optional<Code>> code = code(transaction, insured);
    return Future.all(locked, code).map(both -> code.result());
  }

  /// Keeps a code and its tries in the place of the one before (rule C2: the old code dies). The
  /// account's row must be locked by `transaction`.
  public Future<Void> putCode(SqlConnection transaction, long insured, Code code) {
    CodeStanding standing = code.standing();
    OffsetDateTime[] wrongAt =
        standing.wrongAt().stream().map(Columns::moment).toArray(OffsetDateTime[]::new);
    Tuple row =
        Tuple.tuple()
            .addLong(insured)
            .addString(standing.kind().name())
            .addString(code.hash())
            .addOffsetDateTime(Columns.moment(standing.issuedAt()))
            .addInteger(standing.wrongInRow())
            .addArrayOfOffsetDateTime(wrongAt)
            .addOffsetDateTime(standing.waitUntil().map(Columns::moment).orElse(null))
            .addBoolean(standing.locked());
    return transaction.preparedQuery(PUT_CODE).execute(row).mapEmpty();
  }

  private static Future<Optional<Account>> account(
      SqlConnection connection, String sql, long insured) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(insured))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              return Optional.of(
                  new Account(
                      insured,
                      Columns.maybeText(row, "terms_version"),
                      row.getOffsetDateTime("contact_saved_at") != null));
            });
  }

  private static Code code(Row row) {
    return new Code(
        row.getString("hash"),
        new CodeStanding(
            CodeKind.valueOf(row.getString("kind")),
            Columns.instant(row, "issued_at"),
            row.getInteger("wrong_in_row"),
            Stream.of(row.getArrayOfOffsetDateTimes("wrong_at"))
                .map(OffsetDateTime::toInstant)
                .toList(),
            Columns.maybeInstant(row, "wait_until"),
            row.getBoolean("locked")));
  }
}
