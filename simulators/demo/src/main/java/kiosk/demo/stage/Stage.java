package kiosk.demo.stage;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import kiosk.contract.settings.SettingsException;
import kiosk.demo.process.ChildProcess;
import kiosk.demo.process.LoopbackPort;
import kiosk.demo.process.StartException;
import kiosk.demo.staff.FirstStaff;
import kiosk.demo.visit.Hall;
import kiosk.server.database.DatabaseAddress;
import kiosk.server.database.EmbeddedPostgres;
import kiosk.server.pki.KeyFolder;
import kiosk.simulators.mail.MailSink;
import kiosk.simulators.mail.MailboxPage;
import kiosk.simulators.panel.PanelPage;
import kiosk.simulators.panel.PanelView.Place;
import kiosk.simulators.persona.Deck;
import org.jspecify.annotations.Nullable;

/// The whole system, running: what was started last is stopped first.
///
/// The database belongs to this process, so that a node can be killed alone. The database with the
/// nodes, and the kiosk, start side by side.
public final class Stage implements AutoCloseable {

  /// What the thread of the centre leaves.
  private record Centre(DatabaseAddress database, CentralNodes nodes) {}

  private final Plan plan;
  private final DataFolder folder;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final List<ChildProcess> children = new ArrayList<>();
  private final Devices devices;
  private final Vertx vertx;
  private final MailSink mails;
  private final DatabaseAddress database;
  private final URI screen;
  private final Optional<String> firstStaff;
  private final CompletableFuture<Boolean> keys = new CompletableFuture<>();
  private final FutureTask<Centre> centre = new FutureTask<>(this::startCentre);
  private final Thread centreThread = Thread.ofPlatform().name("centre").unstarted(centre);

  private Stage(Plan plan, DataFolder folder, Clock clock, Consumer<String> progress)
      throws StartException, InterruptedException {
    this.plan = plan;
    this.folder = folder;
    this.clock = clock;
    this.progress = progress;
    try {
      centreThread.start();
      makeKeys();
      devices = started(SimulatedDevices.start(folder, plan.printer()));
      progress.accept("kiosk");
      TerminalProcess kiosk =
          started(TerminalProcess.start(plan, folder, devices.readerPort(), devices.printerPort()));
      progress.accept("mailbox and panel");
      vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
      started(() -> vertx.close().await());
      mails = started(openMails());
      openPages();
      database = awaitCentre().database();
      CentralNodes nodes = awaitCentre().nodes();
      children.addAll(nodes.processes());
      children.add(kiosk.process());
      screen = kiosk.awaitStartAddress();
      nodes.awaitReady();
      firstStaff =
          FirstStaff.ensure(vertx, database, folder.pepper(), folder.staffMade(), clock)
              .map(password -> FirstStaff.NAME + " " + password);
    } catch (StartException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Starts everything and waits until the kiosk's page can be opened.
  ///
  /// @param progress is told what is being started, in a few words
  /// @throws StartException in one sentence, with nothing left running
  public static Stage start(Plan plan, DataFolder folder, Clock clock, Consumer<String> progress)
      throws StartException, InterruptedException {
    try {
      stopOrphan(folder);
      LoopbackPort.requireFree(plan.ports().all(plan.nodes()));
      return new Stage(plan, folder, clock, progress);
    } catch (SettingsException e) {
      throw new StartException(String.valueOf(e.getMessage()));
    }
  }

  /// A database that outlived a demo which was killed: it would keep the port and the folder.
  public static void stopOrphan(DataFolder folder) {
    if (EmbeddedPostgres.running(folder.database()).isPresent()) {
      EmbeddedPostgres.start(folder.database(), 0).close();
    }
  }

  public Addresses addresses() {
    Ports ports = plan.ports();
    return new Addresses(
        screen,
        loopback("http", ports.panel()),
        loopback("http", ports.mailbox()),
        loopback("http", ports.site()),
        loopback("http", ports.site()).resolve("/ops"),
        loopback("https", ports.bridge()),
        firstStaff);
  }

  public Devices devices() {
    return devices;
  }

  public MailSink mails() {
    return mails;
  }

  /// The database of all nodes.
  public DatabaseAddress database() {
    return database;
  }

  /// What stands around the kiosk for the person with this card.
  Hall hall(String card) {
    ServerPapers papers = new ServerPapers(vertx, database, folder.pepper(), clock);
    return new StageHall(card, devices, mails, papers);
  }

  /// The nodes in order, then the kiosk.
  public List<ChildProcess> children() {
    return List.copyOf(children);
  }

  @Override
  public void close() {
    children.forEach(ChildProcess::askToEnd);
    try {
      centreThread.join(); // what is still being started must be there to be stopped
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (AutoCloseable part = last(); part != null; part = last()) {
      try {
        part.close();
      } catch (Exception e) {
        progress.accept("a part does not stop: " + e.getMessage());
      }
    }
  }

  /// The part that was started last, taken off the list.
  private synchronized @Nullable AutoCloseable last() {
    return running.poll();
  }

  private void makeKeys() throws StartException {
    progress.accept("keys and certificates");
    try {
      KeyFolder made = new KeyFolder(folder.pki(), clock);
      made.ensureServer();
      made.ensureKiosk(TerminalProcess.NAME);
      keys.complete(true);
    } catch (IOException | GeneralSecurityException e) {
      throw new StartException("Cannot make the keys: " + e.getMessage());
    } finally {
      keys.complete(false);
    }
  }

  private Centre startCentre() throws StartException {
    progress.accept("database");
    EmbeddedPostgres postgres =
        started(EmbeddedPostgres.start(folder.database(), plan.ports().database()));
    if (!keys.join()) {
      throw new StartException("The central server has no keys.");
    }
    progress.accept(plan.nodes() == 1 ? "central server" : plan.nodes() + " central servers");
    CentralNodes nodes = started(new CentralNodes(plan, folder));
    nodes.start(postgres.address(), registryExtract());
    return new Centre(postgres.address(), nodes);
  }

  private Path registryExtract() {
    try {
      return Files.writeString(folder.registryExtract(), Deck.registryExtract());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MailSink openMails() {
    try {
      return MailSink.start(plan.ports().smtp(), folder.mails(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void openPages() {
    Ports ports = plan.ports();
    List<Place> places =
        List.of(
            new Place("mailbox", loopback("http", ports.mailbox()).toString()),
            new Place("operations", loopback("http", ports.site()).resolve("/ops").toString()));
    MailboxPage.open(vertx, ports.mailbox(), mails, clock.getZone()).await();
    PanelPage.open(vertx, ports.panel(), devices.reader(), devices.printer(), places).await();
  }

  private synchronized <P extends AutoCloseable> P started(P part) {
    running.push(part);
    return part;
  }

  private Centre awaitCentre() throws StartException, InterruptedException {
    try {
      return centre.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartException told) {
        throw told;
      }
      throw new StartException("Cannot start the central server: " + e.getCause());
    }
  }

  private static URI loopback(String scheme, int port) {
    return URI.create(scheme + "://127.0.0.1:" + port + "/");
  }
}
