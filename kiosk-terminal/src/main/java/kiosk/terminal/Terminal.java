package kiosk.terminal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import kiosk.contract.act.ActContent.ConsentKind;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.contract.fleet.Heartbeat.KioskState;
import kiosk.contract.fleet.NewsItem;
import kiosk.contract.settings.SettingsException;
import kiosk.devices.cardreader.CardException;
import kiosk.devices.cardreader.CardReader;
import kiosk.devices.cardreader.GemPcTwin;
import kiosk.devices.journal.FileJobJournal;
import kiosk.devices.journal.JobJournal;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.SerialLink;
import kiosk.devices.printer.EscPosPrinter;
import kiosk.devices.printer.TicketPrinter;
import kiosk.devices.profile.PrinterProfile;
import kiosk.devices.vitale.CardReading;
import kiosk.devices.vitale.VitaleReader;
import kiosk.terminal.bay.AbsentPrinter;
import kiosk.terminal.bay.CardBay;
import kiosk.terminal.bay.PaperBay;
import kiosk.terminal.centre.Centre;
import kiosk.terminal.centre.CentreOptions;
import kiosk.terminal.config.SealKey;
import kiosk.terminal.config.TerminalConfig;
import kiosk.terminal.journal.Courier;
import kiosk.terminal.journal.Envelope;
import kiosk.terminal.journal.Outbox;
import kiosk.terminal.journal.OutboxException;
import kiosk.terminal.journal.SqliteOutbox;
import kiosk.terminal.language.Messages;
import kiosk.terminal.readiness.Readiness;
import kiosk.terminal.screen.ScreenServer;
import kiosk.terminal.session.Session;
import kiosk.terminal.session.TouchHandler;
import kiosk.terminal.visit.Event;
import kiosk.terminal.visit.State.Hall;
import kiosk.terminal.visit.Visit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One kiosk with all its parts joined. Made and used on one Vert.x context, so that no event is
/// looked at before everything stands.
final class Terminal {

  private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

  private static final String SOFTWARE = "1.0.0";
  private static final Duration PRINTER_LOOK = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Clock clock;
  private final ScreenServer screen;
  private final String boot = UUID.randomUUID().toString();
  private final Readiness readiness;
  private final Centre centre;
  private final Courier courier;
  private final Session session;
  private final Optional<CardReader> reader;
  private final TicketPrinter printer;
  private final boolean personal;

  /// Starts a kiosk.
  ///
  /// @return fails with one sentence for the operator
  static Future<Terminal> start(Vertx vertx, TerminalConfig config, Clock clock) {
    Envelope envelope = new Envelope(SealKey.read(config.keys()));
    PrinterProfile profile = profile(config);
    Outbox outbox;
    try {
      outbox = SqliteOutbox.open(config.data(), envelope);
    } catch (OutboxException e) {
      return Future.failedFuture(e);
    }
    TicketPrinter printer;
    try {
      printer = printer(config, profile, clock);
    } catch (IOException e) {
      outbox.close();
      return Future.failedFuture(
          new IllegalStateException("the printer's journal cannot be opened", e));
    }
    boolean personal = profile.retractor() || config.unguarded();
    Context context = vertx.getOrCreateContext();
    AtomicReference<TouchHandler> touches = new AtomicReference<>(_ -> {});
    return screen(vertx, config, clock, touches)
        .compose(
            screen -> {
              Promise<Terminal> made = Promise.promise();
              context.runOnContext(
                  _ -> {
                    Terminal terminal =
                        new Terminal(
                            vertx, context, config, clock, outbox, envelope, screen, printer,
                            personal);
                    touches.set(terminal.session);
                    terminal.begin().map(terminal).onComplete(made);
                  });
              return made.future();
            })
        .onFailure(_ -> outbox.close());
  }

  private Terminal(
      Vertx vertx,
      Context context,
      TerminalConfig config,
      Clock clock,
      Outbox outbox,
      Envelope envelope,
      ScreenServer screen,
      TicketPrinter printer,
      boolean personal) {
    this.vertx = vertx;
    this.clock = clock;
    this.screen = screen;
    this.printer = printer;
    this.readiness = new Readiness(this::changed);
    this.personal = personal;
    this.centre =
        new Centre(
            vertx,
            context,
            new CentreOptions(
                config.name(), config.centres(), config.keys(), CentreOptions.Pace.STANDARD),
            clock,
            new SecureRandom(),
            this::heartbeat,
            new ServerNews());
    this.courier = new Courier(vertx, context, outbox, centre, clock);
    CardBay cards = cards(context);
    Visit visit = new Visit(new Visit.Patience(config.idle(), config.warning()));
    Session.Ports ports =
        new Session.Ports(
            screen,
            cards,
            new PaperBay(printer, personal, clock.getZone(), this::later),
            centre,
            Terminal::wording,
            this::forget);
    this.session = new Session(vertx, context, visit, ports, courier, envelope, clock);
    this.reader = config.readerPort().map(port -> reader(port, cards));
  }

  private void later(Duration pause, Runnable deed) {
    vertx.setTimer(pause.toMillis(), _ -> deed.run());
  }

  private CardBay cards(Context context) {
    return new CardBay(
        this::readCard, this::happened, up -> context.runOnContext(_ -> this.readiness.reader(up)));
  }

  private static CardReader reader(Path port, CardBay cards) {
    return GemPcTwin.open(SerialLink.opener(port, LineSettings.GEMPC_TWIN), cards);
  }

  private static TicketPrinter printer(TerminalConfig config, PrinterProfile profile, Clock clock)
      throws IOException {
    if (config.printerPort().isEmpty()) {
      return new AbsentPrinter();
    }
    Path port = config.printerPort().get();
    JobJournal journal = FileJobJournal.open(config.data().resolve("print.journal"));
    return EscPosPrinter.open(SerialLink.opener(port, profile.line()), profile, clock, journal);
  }

  private static Future<ScreenServer> screen(
      Vertx vertx, TerminalConfig config, Clock clock, AtomicReference<TouchHandler> touches) {
    return ScreenServer.start(
        vertx,
        config.screenPort(),
        touch -> touches.get().touched(touch),
        clock,
        new SecureRandom());
  }

  private static PrinterProfile profile(TerminalConfig config) {
    return PrinterProfile.find(config.printerProfile())
        .orElseThrow(
            () ->
                new SettingsException(
                    "The setting 'printer.profile' names no known printer: '"
                        + config.printerProfile()
                        + "'."));
  }

  private Future<Void> begin() {
    session.start();
    centre.start();
    if (!personal) {
      readiness.unguarded();
    }
    if (reader.isEmpty()) {
      readiness.reader(false);
    }
    // Until the server has answered once, nothing that needs it is promised.
    readiness.serverAway(clock.instant());
    vertx.setPeriodic(PRINTER_LOOK.toMillis(), _ -> readiness.printer(printer.status()));
    return courier.start();
  }

  /// The address that opens the page; a secret.
  String startUrl() {
    return screen.startUrl();
  }

  /// Ends the devices, the line and the outbox, in this order.
  void close() {
    reader.ifPresent(CardReader::close);
    printer.close();
    centre.close();
    courier.close();
  }

  private void happened(Event event) {
    session.on(event);
  }

  private void changed(Hall hall) {
    session.on(new Event.HallChanged(hall));
  }

  private CompletableFuture<CardReading> readCard() {
    return reader
        .map(VitaleReader::read)
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new CardReading.Failed(CardException.Reason.READER_DOWN)));
  }

  private static String wording(ConsentKind question, String language) {
    return Messages.load("screen", language).text("consent." + question);
  }

  private void forget() {
    Future<Void> network = NetworkWipe.run(vertx);
    network
        .transform(_ -> vertx.executeBlocking(Executors.callable(HeapWipe::run)))
        .compose(_ -> network)
        .onSuccess(_ -> LOG.atInfo().setMessage("visit.forgotten").log())
        .onFailure(
            cause ->
                LOG.atError()
                    .setMessage("visit.not-forgotten")
                    .addKeyValue("cause", cause.getClass().getSimpleName())
                    .log());
  }

  private Heartbeat heartbeat(long newsSeen) {
    Instant now = clock.instant();
    Outbox.Backlog backlog = courier.backlog();
    long age = backlog.oldest().map(oldest -> Duration.between(oldest, now).toSeconds()).orElse(0L);
    return new Heartbeat(
        boot,
        SOFTWARE,
        now,
        doing(),
        readiness.readerState(),
        readiness.printerState(),
        readiness.paperState(),
        backlog.waiting(),
        Math.max(0, age),
        newsSeen,
        faults());
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>(readiness.faults());
    if (courier.passedOver()) {
      faults.add("OUTBOX_REPLY_UNREADABLE");
    }
    return faults;
  }

  private KioskState doing() {
    if (session.occupied()) {
      return KioskState.VISIT;
    }
    return readiness.inService() ? KioskState.IDLE : KioskState.OUT_OF_SERVICE;
  }

  /// What the line to the server tells.
  private final class ServerNews implements Centre.Listener {

    @Override
    public void reachable(Figures figures) {
      readiness.serverBack(figures);
      courier.hurry();
    }

    @Override
    public void away(Instant since) {
      readiness.serverAway(since);
    }

    @Override
    public void ordered(NewsItem.Order order) {
      readiness.withdrawn(
          switch (order) {
            case OUT_OF_SERVICE -> true;
            case IN_SERVICE -> false;
          });
    }
  }
}
