package kiosk.server.account;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import kiosk.contract.fleet.Figures;
import kiosk.contract.settings.Secret;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.attestation.AttestationOffice;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.attestation.DocumentRegister;
import kiosk.server.attestation.Press;
import kiosk.server.audit.AuditTrail;
import kiosk.server.counter.DeskCounter;
import kiosk.server.database.Database;
import kiosk.server.email.AddressRemoval;
import kiosk.server.email.DepositNotices;
import kiosk.server.email.EmailAddress;
import kiosk.server.email.EmailDesk;
import kiosk.server.email.EmailPolicy;
import kiosk.server.insured.Registry;
import kiosk.server.insured.RegistryExtract;
import kiosk.server.insured.RegistryImport;
import kiosk.server.mail.Letters;
import kiosk.server.mail.Outbox;
import kiosk.server.mail.Relay;
import kiosk.server.vault.KeyFile;
import kiosk.server.vault.Vault;

/// The rooms of the account on a test's database, with a clock that stands still and invented
/// people.
public final class AccountFixture {

  public static final String TERMS = "2026-01";
  public static final String PUBLIC_URL = "https://exemple.test";

  private static final Path PEOPLE = Path.of("src/test/resources/account/people.json");

  /// One key for all tests of this JVM, so that what one has sealed another can open.
  private static final Vault VAULT = newVault();

  /// What the import fills, those that others refer to first.
  private static final List<String> PLANTED =
      List.of(
          "insured",
          "beneficiary",
          "account",
          "consent",
          "access_code",
          "email_address",
          "payment");

  /// All rows of a table.
  private record Rows(String table, String json) {}

  /// What was planted at which moment: hashing everybody's code again and again
  /// would be most of the time of all tests.
  private static final Map<Instant, List<Rows>> KEPT = new ConcurrentHashMap<>();

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-20T08:00:00Z"));
  private final InstantSource clock = now::get;
  private final Database database;
  private final Vault vault = VAULT;
  private final CodeHasher hasher;
  private final Press press;
  private final DocumentRegister documents;
  private final AuditTrail audit = new AuditTrail(clock);
  private final Outbox outbox;
  private final EmailDesk emails;
  private final AccountParts parts;
  private final AccountDesk desk;

  public AccountFixture(Database database) {
    this(database, CodeLimits.STANDARD, EmailPolicy.STANDARD, Figures.STANDARD.statementMonths());
  }

  /// A server with other figures than the rules'.
  public AccountFixture(Database database, CodeLimits limits, EmailPolicy policy, int months) {
    this.database = database;
    this.hasher = new CodeHasher(vertx, vault);
    this.outbox = new Outbox(vault, relay(25));
    this.emails = new EmailDesk(outbox, new Letters(), audit, PUBLIC_URL, policy, clock);
    this.press = new Press(vertx, Optional.empty(), clock);
    this.documents = new DocumentRegister(vault, audit, clock);
    AttestationOffice attestations =
        new AttestationOffice(press, documents, PUBLIC_URL, ZoneOffset.UTC, clock);
    Registry registry = new Registry(vault);
    this.parts =
        new AccountParts(
            database,
            registry,
            hasher,
            emails,
            limits,
            new DocumentOffice(database, registry, attestations, press, audit, months),
            audit,
            TERMS,
            clock);
    this.desk = new AccountDesk(parts);
  }

  private static Vault newVault() {
    try {
      return KeyFile.open(Files.createTempDirectory("key").resolve("pepper"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Empties the tables and imports the invented people.
  public void plant() {
    execute(
        "TRUNCATE insured, beneficiary, account, consent, access_code,"
            + " kiosk_session, email_address, confirmation_link, mail_outbox,"
            + " document, payment, desk_case, online_try, copy_code, code_request,"
            + " opening RESTART IDENTITY CASCADE");
    // The audit trail refuses to be emptied: it is made anew.
    execute(
        "ALTER TABLE audit_line DISABLE TRIGGER USER; TRUNCATE audit_line;"
            + " ALTER TABLE audit_line ENABLE TRIGGER USER");
    List<Rows> kept = KEPT.get(now());
    if (kept == null) {
      seed();
      KEPT.put(now(), PLANTED.stream().map(this::rows).toList());
    } else {
      kept.forEach(this::fill);
      List.of("insured", "email_address", "payment").forEach(this::countOn);
    }
  }

  private Rows rows(String table) {
    return new Rows(table, row("SELECT coalesce(json_agg(t), '[]')::text FROM " + table + " t"));
  }

  private void fill(Rows rows) {
    String insert =
        """
        INSERT INTO %1$s OVERRIDING SYSTEM VALUE
        SELECT * FROM json_populate_recordset(NULL::%1$s, $1::text::json)"""
            .formatted(rows.table());
    database.withConnection(c -> c.preparedQuery(insert).execute(Tuple.of(rows.json()))).await();
  }

  private void execute(String sql) {
    database.withConnection(c -> c.query(sql).execute()).await();
  }

  /// The next number of a table that was filled with numbers.
  private void countOn(String table) {
    execute(
        "SELECT setval(pg_get_serial_sequence('%1$s', 'id'), max(id)) FROM %1$s".formatted(table));
  }

  /// Imports the invented people, again perhaps.
  public void seed() {
    new AccountSeed(parts, new RegistryImport(vault), ZoneOffset.UTC)
        .plant(RegistryExtract.read(PEOPLE))
        .await();
  }

  public void close() {
    hasher.close().await();
    press.close().await();
    vertx.close().await();
  }

  public AccountParts parts() {
    return parts;
  }

  public AccountDesk desk() {
    return desk;
  }

  public EmailDesk emails() {
    return emails;
  }

  public CodeHasher hasher() {
    return hasher;
  }

  public DeskCounter counter() {
    return new DeskCounter(parts, new AddressRemoval(outbox, new Letters(), clock), documents);
  }

  public DepositNotices deposits() {
    return new DepositNotices(outbox, new Letters(), PUBLIC_URL, clock);
  }

  public DocumentOffice documentOffice() {
    return parts.documents();
  }

  public DocumentRegister documents() {
    return documents;
  }

  public Outbox outbox() {
    return outbox;
  }

  public Vault vault() {
    return vault;
  }

  public Vertx vertx() {
    return vertx;
  }

  public Instant now() {
    return now.get();
  }

  public InstantSource clock() {
    return clock;
  }

  public void advance(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  public Optional<Long> auditBroken() {
    return database.withConnection(audit::firstBroken).await();
  }

  public byte[] fetch(String verificationCode) {
    return documents.fetch(database, verificationCode, "desk:test").await().orElseThrow();
  }

  /// The columns of the only row, a space between.
  public String row(String sql) {
    return database
        .withConnection(
            c ->
                c.preparedQuery(sql)
                    .execute(Tuple.tuple())
                    .map(
                        rows -> {
                          StringJoiner text = new StringJoiner(" ");
                          Row row = rows.iterator().next();
                          for (int i = 0; i < row.size(); i++) {
                            text.add(String.valueOf(row.getValue(i)));
                          }
                          return text.toString();
                        }))
        .await();
  }

  /// The mails that wait, in the order in which they were written.
  public List<JsonObject> mails() {
    return database
        .withConnection(
            c ->
                c.query("SELECT sealed FROM mail_outbox WHERE state = 'WAITING' ORDER BY id")
                    .execute()
                    .map(
                        rows -> {
                          List<JsonObject> mails = new ArrayList<>();
                          for (Row row : rows) {
                            byte[] sealed = row.getBuffer(0).getBytes();
                            mails.add(new JsonObject(vault.openText("mail", sealed)));
                          }
                          return mails;
                        }))
        .await();
  }

  /// How many mails were ever written, whatever became of them.
  public long mailsWritten() {
    return Long.parseLong(row("SELECT count(*) FROM mail_outbox"));
  }

  /// The token in the newest confirmation mail.
  public String newestToken() {
    String text =
        mails().stream()
            .map(mail -> mail.getString("text"))
            .filter(body -> body.contains(EmailDesk.LINK_PATH))
            .reduce((older, newer) -> newer)
            .orElseThrow();
    int start = text.indexOf(EmailDesk.LINK_PATH) + EmailDesk.LINK_PATH.length();
    return text.substring(start, start + 43);
  }

  /// Enters an address for a person, as a kiosk's session does.
  public EmailDesk.Entry enter(String surname, String address) {
    EmailAddress read = parts.emailPolicy().read(address).orElseThrow();
    return database
        .inTransaction(
            tx ->
                tx.preparedQuery(
                        "SELECT a.insured_id FROM account a JOIN insured i ON i.id = a.insured_id"
                            + " WHERE i.surname = $1 FOR UPDATE OF a")
                    .execute(Tuple.of(surname))
                    .compose(rows -> emails.enter(tx, rows.iterator().next().getLong(0), read)))
        .await();
  }

  /// All that a thief of the database sees of these rooms.
  public String dump() {
    StringBuilder all = new StringBuilder();
    for (String table :
        "insured beneficiary account consent access_code kiosk_session email_address"
            .concat(" confirmation_link mail_outbox document audit_line")
            .split(" ", -1)) {
      all.append(row("SELECT coalesce(string_agg(t::text, ''), '') FROM " + table + " t"));
    }
    return all.toString();
  }

  public static Relay relay(int port) {
    return new Relay("127.0.0.1", port, false, "", new Secret(""), "ne-pas-repondre@exemple.test");
  }
}
