package kiosk.terminal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActReply;
import kiosk.contract.act.Document;
import kiosk.contract.fleet.Figures;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.VisitOpening;
import kiosk.terminal.journal.Courier;
import kiosk.terminal.journal.Envelope;
import kiosk.terminal.journal.OutboxException;
import kiosk.terminal.journal.SqliteOutbox;
import kiosk.terminal.visit.Event;
import kiosk.terminal.visit.Frame;
import kiosk.terminal.visit.ScreenModel;
import kiosk.terminal.visit.State;
import kiosk.terminal.visit.Touch;
import kiosk.terminal.visit.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Visits on a real context and a real outbox, with a server, a card and a screen in memory.
class SessionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BLANK = Duration.ofMillis(500);
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final String NIR = "2840744109021";

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<Act> arrived = new LinkedBlockingQueue<>();
  private final Server server = new Server();
  private final Envelope envelope = new Envelope(key());
  private final SqliteOutbox outbox = outbox(envelope);
  private Session session = unstarted();

  @BeforeEach
  void start() {
    session.start();
    session.on(
        new Event.HallChanged(
            new State.Hall(
                List.of(), false, Optional.empty(), Optional.empty(), Figures.STANDARD)));
    await(ScreenModel.Idle.class::isInstance);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void aCardPulledInMidCodeLeavesABlankScreenWithinHalfASecond() {
    insert();
    await(ScreenModel.EnterCode.class::isInstance);
    "7391".chars().forEach(c -> session.touched(new Touch.Key(c)));
    await(s -> s instanceof ScreenModel.EnterCode code && code.typed() == 4);
    Instant pulled = InstantSource.system().instant();
    session.on(new Event.CardRemoved());
    await(ScreenModel.Idle.class::isInstance);
    assertThat(Duration.between(pulled, InstantSource.system().instant())).isLessThan(BLANK);
  }

  @Test
  void aVisitIsToldToTheServerOnceItIsOver() throws InterruptedException {
    insert();
    await(ScreenModel.EnterCode.class::isInstance);
    session.touched(new Touch.Press(Touch.Action.STOP));
    await(ScreenModel.TakeCard.class::isInstance);
    session.on(new Event.CardRemoved());
    await(ScreenModel.Goodbye.class::isInstance);
    Act end = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(end).isNotNull().extracting(Act::sequence).isEqualTo(1L);
  }

  @Test
  void anAnswerForAVisitThatIsOverChangesNothing() {
    insert();
    await(ScreenModel.EnterCode.class::isInstance);
    "7391".chars().forEach(c -> session.touched(new Touch.Key(c)));
    session.touched(new Touch.Press(Touch.Action.PROCEED));
    await(ScreenModel.Working.class::isInstance);
    session.on(new Event.CardRemoved());
    await(ScreenModel.Idle.class::isInstance);
    insert();
    await(ScreenModel.EnterCode.class::isInstance);
    server.login.complete(
        new ActReply.LoggedIn("s", LATER, List.of(), "1", Optional.empty(), Optional.empty(), DAY));
    session.touched(new Touch.Key('1'));
    await(s -> s instanceof ScreenModel.EnterCode code && code.typed() == 1);
  }

  @Test
  void whatNeitherTheDiskNorTheServerTakesIsToldAndNotCalledDone() throws Exception {
    insert();
    await(ScreenModel.EnterCode.class::isInstance);
    "7391".chars().forEach(c -> session.touched(new Touch.Key(c)));
    session.touched(new Touch.Press(Touch.Action.PROCEED));
    List<ActReply.Step> pending = List.of(ActReply.Step.EMAIL);
    server.login.complete(
        new ActReply.LoggedIn("s", LATER, pending, "1", Optional.empty(), Optional.empty(), DAY));
    await(ScreenModel.EnterEmail.class::isInstance);
    outbox.close();
    server.away = true;
    for (int twice = 0; twice < 2; twice++) {
      "nadia@exemple.test".chars().forEach(c -> session.touched(new Touch.Key(c)));
      session.touched(new Touch.Press(Touch.Action.PROCEED));
    }
    await(s -> s instanceof ScreenModel.Failed f && f.failure() == ScreenModel.Failure.SERVER_AWAY);
    assertThat(arrived).isEmpty();
  }

  @Test
  void theEndOfTheServersSessionIsWarnedOfAndATouchAsksTheServerForMore() {
    insert();
    await(ScreenModel.EnterCode.class::isInstance);
    "7391".chars().forEach(c -> session.touched(new Touch.Key(c)));
    session.touched(new Touch.Press(Touch.Action.PROCEED));
    List<ActReply.Step> pending = List.of(ActReply.Step.EMAIL);
    Instant soon = server.now().plus(Visit.Patience.STANDARD.warning()).plusMillis(50);
    server.login.complete(
        new ActReply.LoggedIn("s", soon, pending, "1", Optional.empty(), Optional.empty(), DAY));
    await(warning(ScreenModel.WarningCause.TIME));
    server.straight = new ActReply.TimeTaken(soon, true);
    session.touched(new Touch.Presence());
    await(ScreenModel.EnterEmail.class::isInstance);
    await(warning(ScreenModel.WarningCause.LAST_TIME));
  }

  private static Predicate<ScreenModel> warning(ScreenModel.WarningCause cause) {
    return s -> s instanceof ScreenModel.StillThere still && still.cause() == cause;
  }

  private void insert() {
    session.on(new Event.CardInserted(UUID.randomUUID(), Optional.empty()));
  }

  /// Passes over frames until one has such a screen; fails when it does not come.
  private void await(Predicate<ScreenModel> wanted) {
    try {
      for (Frame frame = next(); !wanted.test(frame.screen()); frame = next()) {
        assertThat(frame.screen()).isNotInstanceOf(ScreenModel.Menu.class);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Frame next() throws InterruptedException {
    Frame frame = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("the screen did not come");
    }
    return frame;
  }

  private Session unstarted() {
    Context context = vertx.getOrCreateContext();
    Clock clock = Clock.systemUTC();
    Courier courier = new Courier(vertx, context, outbox, server, clock);
    Session.Ports ports =
        new Session.Ports(
            frames::add,
            () -> Future.succeededFuture(new Event.CardRead(new State.Holder("Nadia", NIR))),
            new NoPrinting(),
            server,
            (question, language) -> question.name(),
            () -> {});
    return new Session(
        vertx, context, new Visit(Visit.Patience.STANDARD), ports, courier, envelope, clock);
  }

  private static SqliteOutbox outbox(Envelope envelope) {
    try {
      return SqliteOutbox.open(Files.createTempDirectory("session-test"), envelope);
    } catch (IOException | OutboxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PublicKey key() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// No visit of these tests prints.
  private static final class NoPrinting implements Printing {

    @Override
    public void print(
        Document document, boolean largePrint, String language, Consumer<Event.FromPrinter> news) {
      throw new AssertionError("nobody asked for paper");
    }

    @Override
    public void printSlip(Instant until, String language, Consumer<Event.FromPrinter> news) {
      throw new AssertionError("nobody asked for paper");
    }
  }

  /// Takes every kept act, and leaves log-ins unanswered until told.
  private final class Server implements Central {
    private final Promise<ActReply> login = Promise.promise();
    private volatile @Nullable ActReply straight;
    private volatile boolean away;

    @Override
    public Future<VisitOpening> open(OpenVisit question) {
      return Future.succeededFuture(new VisitOpening.AskCode());
    }

    @Override
    public Future<ActReply> carry(Act act) {
      if (away) {
        return Future.failedFuture("away");
      }
      if (act.sequence() == 0) {
        return straight == null ? login.future() : Future.succeededFuture(straight);
      }
      arrived.add(act);
      return Future.succeededFuture(new ActReply.Done(List.of()));
    }

    @Override
    public Instant now() {
      return InstantSource.system().instant();
    }

    @Override
    public boolean reachable() {
      return true;
    }
  }
}
