package kiosk.terminal.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import kiosk.contract.Addresses;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActReply;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.contract.fleet.HeartbeatAnswer;
import kiosk.contract.fleet.NewsItem;
import kiosk.contract.fleet.NewsItem.Order;
import kiosk.contract.fleet.NewsPage;
import kiosk.contract.fleet.ReadNews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The line to the servers, with servers of the test's own at the other end of a real mutual TLS.
class CentreTest {

  private static final long SECONDS = 20;

  /// As fast as can be, but for patience: nothing here waits for a time to run out.
  private static final CentreOptions.Pace QUICK =
      new CentreOptions.Pace(
          Duration.ofMillis(300),
          Duration.ofSeconds(SECONDS),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofMillis(20),
          Duration.ofMillis(100));

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Path keys = keys();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final AtomicLong newest = new AtomicLong();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aServerThatConnectsAndSaysNothingIsLeftForTheNext() throws Exception {
    TestServer mute = new TestServer(vertx, keys, (address, body) -> Optional.empty());
    TestServer good = new TestServer(vertx, keys, this::alive);
    Centre centre = connect(mute.url(), good.url());
    await("reachable");
    later(() -> centre.carry(act())).await(SECONDS, TimeUnit.SECONDS);
    assertThat(mute.heard()).contains(Addresses.HEARTBEAT);
    assertThat(good.heard()).contains(Addresses.newsOf("hall-1"));
  }

  @Test
  void aQuestionUnderWayIsAskedAgainOnTheNextLine() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TestServer dying =
        new TestServer(
            vertx,
            keys,
            (address, body) -> {
              if (address.equals(Addresses.ACT)) {
                asked.incrementAndGet();
                return Optional.empty();
              }
              return alive(address, body);
            });
    TestServer good = new TestServer(vertx, keys, this::alive);
    Centre centre = connect(dying.url(), good.url());
    await("reachable");
    Future<ActReply> reply = later(() -> centre.carry(act()));
    while (asked.get() == 0) {
      Thread.onSpinWait();
    }
    dying.cut();
    assertThat(reply.await(SECONDS, TimeUnit.SECONDS)).isInstanceOf(ActReply.Done.class);
    assertThat(told).contains("away");
  }

  @Test
  void anAnswerThatCannotBeReadIsSaidToBeSo() throws Exception {
    TestServer newer =
        new TestServer(
            vertx,
            keys,
            (address, body) ->
                address.equals(Addresses.ACT)
                    ? Optional.of("{\"type\":\"OfANewerServer\"}")
                    : alive(address, body));
    Centre centre = connect(newer.url());
    await("reachable");
    Future<ActReply> reply = later(() -> centre.carry(act()));
    assertThatThrownBy(() -> reply.await(SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(Wire.MalformedException.class);
  }

  @Test
  void aQuestionThatTheServerCannotReadIsAskedOnce() throws Exception {
    TestServer older =
        new TestServer(
            vertx,
            keys,
            (address, body) ->
                address.equals(Addresses.ACT)
                    ? Optional.of(TestServer.UNREADABLE)
                    : alive(address, body));
    Centre centre = connect(older.url());
    await("reachable");
    Future<ActReply> reply = later(() -> centre.carry(act()));
    assertThatThrownBy(() -> reply.await(SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(Wire.MalformedException.class);
    assertThat(older.heard()).containsOnlyOnce(Addresses.ACT);
  }

  @Test
  void everyOrderIsPulledOnceHoweverOftenTheKioskIsNudged() throws Exception {
    TestServer server = new TestServer(vertx, keys, this::alive);
    connect(server.url());
    await("reachable");
    newest.set(3);
    server.nudge(Addresses.newsOf("hall-1"));
    server.nudge(Addresses.newsOf("hall-1"));
    await("OUT_OF_SERVICE");
    await("IN_SERVICE");
    await("OUT_OF_SERVICE");
    server.nudge(Addresses.newsOf("hall-1"));
    newest.set(4);
    await("IN_SERVICE");
    assertThat(told).isEmpty();
  }

  /// Answers like a server that is well: heartbeats, acts, and news two at a time.
  private Optional<String> alive(String address, String body) {
    return switch (address) {
      case Addresses.HEARTBEAT ->
          Optional.of(
              Wire.encode(
                  new HeartbeatAnswer(Instant.EPOCH, newest.get(), "node", Figures.STANDARD)));
      case Addresses.ACT -> Optional.of(Wire.encode(new ActReply.Done(List.of())));
      case Addresses.NEWS_READ -> Optional.of(Wire.encode(page(body)));
      default -> Optional.empty();
    };
  }

  private NewsPage page(String body) {
    try {
      long after = Wire.decode(body, ReadNews.class).after();
      long to = Math.min(after + 2, newest.get());
      List<NewsItem> items =
          LongStream.rangeClosed(after + 1, to)
              .mapToObj(
                  n ->
                      new NewsItem(
                          n, Instant.EPOCH, n % 2 == 1 ? Order.OUT_OF_SERVICE : Order.IN_SERVICE))
              .toList();
      return new NewsPage(items, to < newest.get());
    } catch (Wire.MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private Centre connect(URI... servers) throws Exception {
    CentreOptions options = new CentreOptions("hall-1", List.of(servers), keys, QUICK);
    return later(
            () -> {
              Centre centre =
                  new Centre(
                      vertx,
                      context,
                      options,
                      Clock.systemUTC(),
                      new Random(1),
                      CentreTest::health,
                      new Told());
              centre.start();
              return Future.succeededFuture(centre);
            })
        .await(SECONDS, TimeUnit.SECONDS);
  }

  private <T> Future<T> later(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(_ -> work.get().onComplete(done));
    return done.future();
  }

  /// Passes over what else is told until this is.
  private void await(String word) throws InterruptedException {
    String heard = "";
    while (!heard.equals(word)) {
      heard = told.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(heard).as("waiting for %s", word).isNotNull();
    }
  }

  private static Act act() {
    return new Act(Act.VERSION, 1, UUID.randomUUID(), Instant.EPOCH, "", "");
  }

  private static Heartbeat health(long newsSeen) {
    return new Heartbeat(
        "boot",
        "1",
        Instant.EPOCH,
        Heartbeat.KioskState.IDLE,
        Heartbeat.DeviceState.UP,
        Heartbeat.DeviceState.UP,
        Heartbeat.PaperState.OK,
        0,
        0,
        newsSeen,
        List.of());
  }

  private static Path keys() {
    try {
      URL authority = Objects.requireNonNull(CentreTest.class.getResource("ca.pem"));
      return Path.of(authority.toURI()).resolveSibling("");
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// Each news as a word.
  private final class Told implements Centre.Listener {

    @Override
    public void reachable(Figures figures) {
      told.add("reachable");
    }

    @Override
    public void away(Instant since) {
      told.add("away");
    }

    @Override
    public void ordered(Order order) {
      told.add(order.name());
    }
  }
}
