package kiosk.server.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import kiosk.contract.settings.SettingsException;
import kiosk.server.accesscode.CodeKind;
import kiosk.server.accesscode.CodeStanding;
import kiosk.server.account.AccountStore.Code;
import kiosk.server.database.Columns;
import kiosk.server.email.EmailAddress;
import kiosk.server.insured.RegistryExtract;
import kiosk.server.insured.RegistryExtract.AccountEntry;
import kiosk.server.insured.RegistryExtract.EmailEntry;
import kiosk.server.insured.RegistryExtract.EmailState;
import kiosk.server.insured.RegistryImport;

/// Imports an extract with its accounts. A person who has an account already keeps it as it is.
public final class AccountSeed {

  private static final String PUT_ADDRESS =
      "INSERT INTO email_address (insured_id, address, address_key, state, sent_at, validated_at)"
          + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (address_key) DO NOTHING";
  private static final String INBOX =
      "UPDATE account SET inbox_mail_accepted_at = $2 WHERE insured_id = $1";

  private final AccountParts parts;
  private final RegistryImport registry;
  private final ZoneId zone;

  /// Prepares.
  ///
  /// @param zone the caisse's, for the days from which the extract counts
  public AccountSeed(AccountParts parts, RegistryImport registry, ZoneId zone) {
    this.parts = parts;
    this.registry = registry;
    this.zone = zone;
  }

  /// Imports. Doing so again changes no account.
  public Future<Void> plant(RegistryExtract extract) {
    Instant now = parts.clock().instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    return parts
        .database()
        .inTransaction(tx -> registry.put(tx, extract, today))
        .compose(
            ids -> {
              Future<Void> all = Future.succeededFuture();
              for (int i = 0; i < ids.size(); i++) {
                Optional<AccountEntry> entry = extract.people().get(i).account();
                long id = ids.get(i);
                if (entry.isPresent()) {
                  all = all.compose(done -> plant(id, entry.get(), now));
                }
              }
              return all;
            });
  }

  private Future<Void> plant(long insured, AccountEntry entry, Instant now) {
    return parts
        .database()
        .withConnection(connection -> parts.accounts().find(connection, insured))
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture()
                    : code(entry, now)
                        .compose(
                            code ->
                                parts
                                    .database()
                                    .inTransaction(tx -> create(tx, insured, entry, code, now))));
  }

  /// The hash is slow, so it is made outside the transaction.
  private Future<Optional<Code>> code(AccountEntry entry, Instant now) {
    if (entry.personalCode().isPresent()) {
      CodeStanding fresh = CodeStanding.fresh(CodeKind.PERSONAL, now);
      return hash(entry.personalCode().get(), entry.codeLocked() ? fresh.lock() : fresh);
    }
    if (entry.provisionalCode().isPresent()) {
      Instant issued = now.minus(Duration.ofDays(entry.provisionalIssuedDaysAgo()));
      return hash(entry.provisionalCode().get(), CodeStanding.fresh(CodeKind.PROVISIONAL, issued));
    }
    return Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Code>> hash(String code, CodeStanding standing) {
    return parts.hasher().hash(code).map(hash -> Optional.of(new Code(hash, standing)));
  }

  private Future<Void> create(
      SqlConnection tx, long insured, AccountEntry entry, Optional<Code> code, Instant now) {
    return parts
        .accounts()
        .create(tx, insured, now)
        .compose(made -> made ? fill(tx, insured, entry, code, now) : Future.succeededFuture());
  }

  private Future<Void> fill(
      SqlConnection tx, long insured, AccountEntry entry, Optional<Code> code, Instant now) {
    AccountStore accounts = parts.accounts();
    Future<Void> all = Future.succeededFuture();
    if (code.isPresent()) {
      all = all.compose(done -> accounts.putCode(tx, insured, code.get()));
    }
    if (entry.termsAccepted()) {
      all = all.compose(done -> accounts.acceptTerms(tx, insured, parts.termsVersion(), now));
    }
    if (entry.mobile().isPresent()) {
      Optional<String> mobile = entry.mobile().flatMap(Phones::mobile);
      all = all.compose(done -> accounts.saveContact(tx, insured, mobile, Optional.empty(), now));
    }
    if (entry.email().isPresent()) {
      all = all.compose(done -> putAddress(tx, insured, entry.email().get(), now));
    }
    return all;
  }

  private Future<Void> putAddress(SqlConnection tx, long insured, EmailEntry entry, Instant now) {
    Optional<EmailAddress> address = parts.emailPolicy().read(entry.address());
    if (address.isEmpty()) {
      throw new SettingsException("The registry extract holds an address that is not one.");
    }
    boolean valid = entry.state() == EmailState.VALIDATED;
    Instant sent = now.minus(Duration.ofDays(entry.sentDaysAgo()));
    Tuple row =
        Tuple.of(
            insured,
            address.get().text(),
            address.get().key(),
            entry.state().name(),
            Columns.moment(sent),
            valid ? Columns.moment(now) : null);
    Future<Void> kept = tx.preparedQuery(PUT_ADDRESS).execute(row).mapEmpty();
    return valid
        ? kept.compose(
            done ->
                tx.preparedQuery(INBOX).execute(Tuple.of(insured, Columns.moment(now))).mapEmpty())
        : kept;
  }
}
