package kiosk.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kiosk.contract.Addresses;
import kiosk.server.accesscode.CodeHasher;
import kiosk.server.cluster.BusKeys;
import kiosk.server.cluster.Cluster;
import kiosk.server.cluster.Node;
import kiosk.server.config.Endpoint;
import kiosk.server.config.ServerConfig;
import kiosk.server.database.Database;
import kiosk.server.database.DatabaseAddress;
import kiosk.server.database.EmbeddedPostgres;
import kiosk.server.fleet.Fleet;
import kiosk.server.gateway.ActDesk;
import kiosk.server.gateway.KioskDoor;
import kiosk.server.gateway.KioskServices;
import kiosk.server.gateway.SealKeys;
import kiosk.server.gateway.Watch;
import kiosk.server.mail.MailLedger;
import kiosk.server.ops.OpsPages;
import kiosk.server.pki.RevocationList;
import kiosk.server.staff.StaffDirectory;
import kiosk.server.staff.StaffSessions;
import kiosk.server.web.PublicSite;
import kiosk.server.web.RateLimit;
import kiosk.server.web.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A node, from its configuration to its open doors: all objects are made and joined here.
final class ServerNode implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServerNode.class);

  private static final long CLOSE_SECONDS = 8;
  private static final long TIDY_MILLIS = 3_600_000;

  private final ServerConfig config;
  private final InstantSource clock;

  /// What to end, the last made first.
  private final Deque<Runnable> ends = new ConcurrentLinkedDeque<>();

  private Endpoint kiosks;
  private Endpoint site;

  private ServerNode(ServerConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.kiosks = config.kiosks();
    this.site = config.site();
  }

  /// Starts everything and waits until the doors are open. Blocking.
  static ServerNode start(ServerConfig config, InstantSource clock)
      throws IOException, GeneralSecurityException {
    ServerNode node = new ServerNode(config, clock);
    try {
      node.open();
      return node;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /// Where kiosks connect.
  Endpoint kiosks() {
    return kiosks;
  }

  /// Where people connect.
  Endpoint site() {
    return site;
  }

  private void open() throws IOException, GeneralSecurityException {
    // The slow parts side by side: PostgreSQL and its tables here, the cluster on its own threads.
    Future<Cluster> joining = Cluster.join(config, BusKeys.in(config.pkiDir()));
    joining.onSuccess(joined -> ends.addFirst(() -> finish(joined.leave())));
    CompletableFuture<DatabaseAddress> ready = CompletableFuture.supplyAsync(this::database);
    SealKeys seals = SealKeys.read(config.pkiDir());
    RevocationList revocations =
        new RevocationList(config.pkiDir().resolve("crl.pem"), config.pkiDir().resolve("ca.pem"));
    DatabaseAddress address = ready.join();
    Cluster joined = joining.await();
    wire(joined, Database.connect(joined.vertx(), address), seals, revocations);
  }

  private DatabaseAddress database() {
    ServerConfig.DatabaseConfig wanted = config.database();
    DatabaseAddress address;
    if (wanted.embedded()) {
      EmbeddedPostgres embedded =
          EmbeddedPostgres.start(config.dataDir().resolve("postgresql"), wanted.embeddedPort());
      ends.addLast(embedded::close);
      address = embedded.address();
    } else {
      address = DatabaseAddress.parse(wanted.url(), wanted.user(), wanted.password());
    }
    Database.migrate(address);
    return address;
  }

  private void wire(Cluster joined, Database database, SealKeys seals, RevocationList revocations) {
    Vertx vertx = joined.vertx();
    Fleet fleet =
        new Fleet(
            database,
            clock,
            config.node(),
            config.figures(),
            kiosk -> vertx.eventBus().publish(Addresses.newsOf(kiosk), ""));
    AccountRooms account = AccountRooms.open(vertx, database, config, clock).await();
    ends.addFirst(() -> finish(account.close()));
    ActDesk acts = new ActDesk(database, seals, account.desk(), fleet, clock);
    KioskServices offered = new KioskServices(vertx, acts, account.desk(), fleet);
    new Watch(vertx, joined, offered).begin().await();
    ends.addFirst(() -> finish(offered.withdraw()));
    openSite(joined, pages(joined, database, fleet, offered, account));
    openKiosks(vertx, revocations);
    // Every node sends mails and tidies: PostgreSQL hands each mail to one of them.
    account.work();
    long tidying = vertx.setPeriodic(TIDY_MILLIS, timer -> tidy(acts));
    ends.addFirst(() -> vertx.cancelTimer(tidying));
  }

  private static void tidy(ActDesk acts) {
    acts.forget()
        .onFailure(
            cause ->
                log.atWarn()
                    .setMessage("server.tidy")
                    .addKeyValue("cause", cause.getClass().getName())
                    .log());
  }

  private List<Routes> pages(
      Cluster joined, Database database, Fleet fleet, KioskServices offered, AccountRooms account) {
    StaffDirectory staff =
        new StaffDirectory(
            database, account.hasher().in(CodeHasher.Line.STAFF), account.vault(), clock);
    StaffSessions sessions = new StaffSessions(database, staff, clock, new SecureRandom());
    Supplier<List<String>> nodes = () -> joined.nodes().stream().map(Node::name).toList();
    List<Routes> doors = new ArrayList<>(account.routes());
    doors.add(new Health(config.node(), joined, offered, database));
    MailLedger mails = new MailLedger(database, config.mail().giveUpAfter());
    RateLimit limit = AccountRooms.limit(config, clock);
    doors.add(new OpsPages(fleet, sessions, limit, account.counter(), mails, nodes, clock));
    return doors;
  }

  private void openSite(Cluster joined, List<Routes> doors) {
    HttpServer http =
        PublicSite.open(
                joined.vertx(),
                config.site().host(),
                config.site().port(),
                config.callers().proxies(),
                doors)
            .await();
    ends.addFirst(() -> finish(http.close()));
    site = new Endpoint(config.site().host(), http.actualPort());
  }

  private void openKiosks(Vertx vertx, RevocationList revocations) {
    KioskDoor door = new KioskDoor(config.kiosks(), config.pkiDir(), revocations);
    vertx.deployVerticle(door).await();
    kiosks = new Endpoint(config.kiosks().host(), door.port());
  }

  /// Closes the doors, answers no more, leaves the cluster, stops what is embedded.
  @Override
  public void close() {
    log.atInfo().setMessage("server.stopping").addKeyValue("node", config.node()).log();
    for (Runnable end : ends) {
      end.run();
    }
  }

  private static void finish(Future<?> ending) {
    try {
      ending.toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      log.atWarn().setMessage("server.stop").addKeyValue("cause", e.getClass()).log();
    }
  }
}
