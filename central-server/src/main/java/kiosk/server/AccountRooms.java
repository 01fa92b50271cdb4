package kiosk.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kiosk.contract.settings.SettingsException;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.accesscode.CodeLimits;
import kiosk.server.account.AccountDesk;
import kiosk.server.account.AccountParts;
import kiosk.server.account.AccountSeed;
import kiosk.server.account.VisitDesk;
import kiosk.server.attestation.AttestationOffice;
import kiosk.server.attestation.DocumentOffice;
import kiosk.server.attestation.DocumentRegister;
import kiosk.server.attestation.PdfSeal;
import kiosk.server.attestation.Press;
import kiosk.server.audit.AuditTrail;
import kiosk.server.config.ServerConfig;
import kiosk.server.copycode.CopyCodes;
import kiosk.server.copycode.Speech;
import kiosk.server.counter.DeskCounter;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAwayException;
import kiosk.server.email.AddressRemoval;
import kiosk.server.email.EmailDesk;
import kiosk.server.email.EmailPolicy;
import kiosk.server.insured.Registry;
import kiosk.server.insured.RegistryExtract;
import kiosk.server.insured.RegistryImport;
import kiosk.server.mail.BounceFolder;
import kiosk.server.mail.Letters;
import kiosk.server.mail.MailRound;
import kiosk.server.mail.Outbox;
import kiosk.server.mail.Relay;
import kiosk.server.portal.ConfirmationPages;
import kiosk.server.vault.KeyFile;
import kiosk.server.vault.Vault;
import kiosk.server.verifier.VerifierPages;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rooms of the account, wired: registry, codes, e-mail, mails, attestations, pages.
final class AccountRooms {

  private static final Logger log = LoggerFactory.getLogger(AccountRooms.class);

  /// The caisse's days begin in Paris.
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private static final int SEED_TRIES = 5;
  private static final long SEED_PAUSE_MILLIS = 2_000;
  private static final long TIDY_MILLIS = Duration.ofMinutes(10).toMillis();

  /// Kiosks that find the doors open connect first.
  private static final long WARM_MILLIS = 2_000;

  private final Vertx vertx;
  private final Database database;
  private final InstantSource clock;
  private final Vault vault;
  private final CodeHasher hasher;
  private final AccountParts parts;
  private final EmailDesk emails;
  private final Press press;
  private final DocumentRegister documents;
  private final AccountDesk desk;
  private final OnlineRooms online;
  private final MailRound mails;
  private final Optional<BounceFolder> bounces;
  private final AddressRemoval removal;
  private long tidying = -1;
  private long warming = -1;

  /// Wires the rooms and imports the registry extract, if there is one.
  ///
  /// @return fails when the extract or the key file cannot be used
  static Future<AccountRooms> open(
      Vertx vertx, Database database, ServerConfig config, InstantSource clock) {
    return Future.future(
        opened -> {
          Vault vault = KeyFile.open(config.pepperFile());
          AccountRooms rooms = new AccountRooms(vertx, database, config, vault, clock);
          rooms.seed(config, vault).<AccountRooms>map(rooms).onComplete(opened);
        });
  }

  private AccountRooms(
      Vertx vertx, Database database, ServerConfig config, Vault vault, InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.vault = vault;
    Relay relay = relay(config);
    Outbox outbox = new Outbox(vault, relay);
    this.bounces =
        config
            .mail()
            .bounces()
            .map(folder -> new BounceFolder(vertx, database, outbox, folder, clock));
    this.removal = new AddressRemoval(outbox, new Letters(), clock);
    AuditTrail audit = new AuditTrail(clock);
    this.hasher = new CodeHasher(vertx, vault);
    this.emails =
        new EmailDesk(outbox, new Letters(), audit, config.publicUrl(), policy(config), clock);
    this.press = new Press(vertx, Optional.of(seal(config)), clock);
    this.documents = new DocumentRegister(vault, audit, clock);
    Registry registry = new Registry(vault);
    AttestationOffice attestations =
        new AttestationOffice(press, documents, config.publicUrl(), ZONE, clock);
    this.parts =
        new AccountParts(
            database,
            registry,
            hasher,
            emails,
            limits(config),
            new DocumentOffice(
                database, registry, attestations, press, audit, config.statementMonths()),
            audit,
            config.termsVersion(),
            clock);
    this.desk = new AccountDesk(parts);
    CopyCodes copies = copyCodes(vertx, database, config, vault, clock);
    this.online = new OnlineRooms(parts, desk, copies, vault, limit(config, clock));
    this.mails = new MailRound(vertx, database, outbox, relay, config.mail().giveUpAfter(), clock);
  }

  /// What kiosks ask, through the gateway.
  VisitDesk desk() {
    return desk;
  }

  /// What hashes codes, and the passwords of staff.
  CodeHasher hasher() {
    return hasher;
  }

  /// What keeps the database useless to thieves.
  Vault vault() {
    return vault;
  }

  /// How often one network may try, at one of the doors for people.
  static RateLimit limit(ServerConfig config, InstantSource clock) {
    ServerConfig.CallersConfig callers = config.callers();
    Duration pause = Duration.ofMinutes(1).dividedBy(callers.triesAMinute());
    return new RateLimit(callers.triesAtOnce(), pause, clock);
  }

  /// What the desk may do.
  DeskCounter counter() {
    return new DeskCounter(parts, removal, documents);
  }

  /// The pages for the public. Every node may show them.
  List<Routes> routes() {
    List<Routes> doors = new ArrayList<>(online.routes(parts.documents()));
    doors.add(new ConfirmationPages(database, emails));
    doors.add(new VerifierPages(database, documents, clock));
    return doors;
  }

  /// Begins what a node does of itself: sending mails, tidying, and getting warm for its first
  /// person, who comes later than its doors open.
  void work() {
    mails.start();
    bounces.ifPresent(BounceFolder::start);
    tidying = vertx.setPeriodic(0, TIDY_MILLIS, id -> tidy());
    warming = vertx.setTimer(WARM_MILLIS, id -> hasher.warmUp().compose(hashed -> press.warmUp()));
  }

  /// Ends everything; what is being done is finished.
  Future<Void> close() {
    vertx.cancelTimer(tidying);
    vertx.cancelTimer(warming);
    bounces.ifPresent(BounceFolder::stop);
    return Future.join(mails.close(), hasher.close(), press.close(), online.close()).mapEmpty();
  }

  /// Erases what has been kept long enough (rule E7, and sessions).
  private void tidy() {
    database
        .withConnection(emails::forget)
        .compose(erased -> desk.purgeSessions(clock.instant()))
        .compose(erased -> online.tidy())
        .onFailure(e -> log.atWarn().setMessage("account.tidy").setCause(e).log());
  }

  private Future<Void> seed(ServerConfig config, Vault vault) {
    if (config.seedFile().isEmpty()) {
      return Future.succeededFuture();
    }
    RegistryExtract extract = RegistryExtract.read(config.seedFile().get());
    return plant(new AccountSeed(parts, new RegistryImport(vault), ZONE), extract, SEED_TRIES)
        .onSuccess(
            done ->
                log.atInfo()
                    .setMessage("registry.imported")
                    .addKeyValue("people", extract.people().size())
                    .log());
  }

  /// Planting again changes nothing, so a database that is slow at the start may be asked again.
  private Future<Void> plant(AccountSeed seed, RegistryExtract extract, int triesLeft) {
    return seed.plant(extract)
        .recover(
            cause -> {
              if (triesLeft <= 1 || !(cause instanceof DatabaseAwayException)) {
                return Future.failedFuture(cause);
              }
              log.atWarn()
                  .setMessage("registry.waiting")
                  .addKeyValue("cause", cause.getMessage())
                  .addKeyValue("triesLeft", triesLeft - 1)
                  .log();
              return vertx
                  .timer(SEED_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                  .compose(rested -> plant(seed, extract, triesLeft - 1));
            });
  }

  /// The figures of rules C1, C6 and C9 as they are configured.
  static CodeLimits limits(ServerConfig config) {
    ServerConfig.LivesConfig lives = config.lives();
    ServerConfig.TriesConfig tries = config.tries();
    return CodeLimits.STANDARD
        .withLives(Duration.ofDays(lives.deskDays()), Duration.ofMinutes(lives.mailedMinutes()))
        .withTries(
            tries.provisional(),
            tries.beforeWait(),
            tries.firstWait(),
            tries.inRow(),
            tries.inDay());
  }

  /// The figures of rules E1, E2, E7 and E8 as they are configured.
  static EmailPolicy policy(ServerConfig config) {
    ServerConfig.EmailConfig email = config.email();
    return new EmailPolicy(
        email.dropPlusTag(),
        email.checks(),
        email.mailsAnHour(),
        email.linkDays(),
        email.keptDays());
  }

  private static CopyCodes copyCodes(
      Vertx vertx, Database database, ServerConfig config, Vault vault, InstantSource clock) {
    Speech speech = Speech.find(Objects.requireNonNullElse(System.getenv("PATH"), ""));
    Duration life = Duration.ofMinutes(config.lives().copyMinutes());
    return new CopyCodes(vertx, database, vault, speech, life, clock);
  }

  private static PdfSeal seal(ServerConfig config) {
    try {
      return PdfSeal.read(config.pkiDir());
    } catch (IOException | GeneralSecurityException e) {
      throw new SettingsException(
          "Cannot read documents.pem and documents.key, which sign documents, in "
              + config.pkiDir()
              + "; './borne pki' makes them.");
    }
  }

  private static Relay relay(ServerConfig config) {
    ServerConfig.MailConfig mail = config.mail();
    return new Relay(
        mail.host(), mail.port(), mail.startTls(), mail.user(), mail.password(), mail.from());
  }
}
