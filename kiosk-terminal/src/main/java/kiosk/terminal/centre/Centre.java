package kiosk.terminal.centre;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import kiosk.contract.Addresses;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActReply;
import kiosk.contract.fleet.Figures;
import kiosk.contract.fleet.Heartbeat;
import kiosk.contract.fleet.HeartbeatAnswer;
import kiosk.contract.fleet.NewsItem;
import kiosk.contract.fleet.NewsPage;
import kiosk.contract.fleet.ReadNews;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.VisitOpening;
import kiosk.terminal.session.Central;
import org.jspecify.annotations.Nullable;

/// The central server, kept within reach: when a line dies the next server is tried at once, and a
/// question that was on its way is asked again there.
///
/// Everything runs on one context, from which the methods must be called.
public final class Centre implements Central, AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration WHILE_AWAY = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final int NEWS_AT_ONCE = 20;

  private final Vertx vertx;
  private final CentreOptions options;
  private final InstantSource clock;
  private final LongFunction<Heartbeat> health;
  private final Listener listener;
  private final Dialler dialler;
  private final List<Runnable> waiting = new ArrayList<>();
  private @Nullable Line line;
  private Instant downSince;
  private Duration ahead = Duration.ZERO;
  private long newsSeen;
  private boolean pulling;
  private int heartbeatsLost;
  private final long heartbeats;

  /// Who is told of the server.
  public interface Listener {

    /// The server answers.
    ///
    /// @param figures what the rules say there
    void reachable(Figures figures);

    /// The server does not answer any more.
    void away(Instant since);

    /// Operations want something.
    void ordered(NewsItem.Order order);
  }

  /// @param health what a heartbeat says, given the newest news seen
  public Centre(
      Vertx vertx,
      Context context,
      CentreOptions options,
      InstantSource clock,
      RandomGenerator random,
      LongFunction<Heartbeat> health,
      Listener listener) {
    this.vertx = vertx;
    this.options = options;
    this.clock = clock;
    this.health = health;
    this.listener = listener;
    this.downSince = clock.instant();
    this.dialler = new Dialler(vertx, context, options, random, new Answering(), this::greet);
    this.heartbeats =
        vertx.setPeriodic(
            options.pace().heartbeat().toMillis(), _ -> context.runOnContext(_ -> beat()));
  }

  /// Begins to connect, and goes on for ever; until the first answer the server is away.
  public void start() {
    listener.away(downSince);
    dialler.dial();
  }

  @Override
  public Future<VisitOpening> open(OpenVisit question) {
    return ask(Addresses.VISIT_OPEN, question, VisitOpening.class);
  }

  @Override
  public Future<ActReply> carry(Act act) {
    Instant end = clock.instant().plus(patience());
    return carry(act, end);
  }

  private Future<ActReply> carry(Act act, Instant end) {
    return ask(Addresses.ACT, act, ActReply.class)
        .compose(
            reply ->
                reply instanceof ActReply.TryLater && clock.instant().isBefore(end)
                    ? vertx
                        .timer(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                        .compose(_ -> carry(act, end))
                    : Future.succeededFuture(reply));
  }

  @Override
  public Instant now() {
    return clock.instant().plus(ahead);
  }

  @Override
  public boolean reachable() {
    return line != null || Duration.between(downSince, clock.instant()).compareTo(GRACE) < 0;
  }

  @Override
  public void close() {
    vertx.cancelTimer(heartbeats);
    dialler.close();
    if (line != null) {
      line.die("this kiosk stops");
    }
  }

  private Duration patience() {
    return reachable() ? options.pace().patience() : WHILE_AWAY;
  }

  private <T> Future<T> ask(String address, Record question, Class<T> type) {
    Promise<String> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            patience().toMillis(), _ -> answer.tryFail("the server did not answer in time"));
    attempt(address, Wire.encode(question), answer);
    return answer
        .future()
        .onComplete(_ -> vertx.cancelTimer(timer))
        .compose(text -> decoded(text, type));
  }

  private void attempt(String address, String body, Promise<String> answer) {
    if (answer.future().isComplete()) {
      return;
    }
    Line now = line;
    if (now == null) {
      waiting.add(() -> attempt(address, body, answer));
      return;
    }
    now.ask(address, body)
        .onSuccess(answer::tryComplete)
        .onFailure(
            cause -> {
              if (cause instanceof Wire.MalformedException) {
                answer.tryFail(cause);
              } else {
                vertx.setTimer(AGAIN.toMillis(), _ -> attempt(address, body, answer));
              }
            });
  }

  private static <T> Future<T> decoded(String text, Class<T> type) {
    try {
      return Future.succeededFuture(Wire.decode(text, type));
    } catch (Wire.MalformedException e) {
      return Future.failedFuture(e);
    }
  }

  /// A line counts only once the server has answered on it: with TLS 1.3 a refused certificate is
  /// seen no earlier.
  private void greet(Line fresh) {
    askHealth(fresh)
        .onSuccess(
            answer -> {
              dialler.succeeded();
              line = fresh;
              heartbeatsLost = 0;
              fresh.register(Addresses.newsOf(options.kiosk()));
              List<Runnable> held = List.copyOf(waiting);
              waiting.clear();
              held.forEach(Runnable::run);
              listener.reachable(answer.figures());
            })
        .onFailure(e -> fresh.die("no first answer: " + e.getMessage()));
  }

  private void beat() {
    Line now = line;
    if (now == null) {
      return;
    }
    askHealth(now)
        .onSuccess(_ -> heartbeatsLost = 0)
        .onFailure(
            _ -> {
              heartbeatsLost++;
              if (heartbeatsLost > 1) {
                now.die("the server answers no heartbeat");
              }
            });
  }

  private Future<HeartbeatAnswer> askHealth(Line on) {
    Instant asked = clock.instant();
    return on.ask(Addresses.HEARTBEAT, Wire.encode(health.apply(newsSeen)))
        .compose(text -> decoded(text, HeartbeatAnswer.class))
        .onSuccess(
            answer -> {
              Duration way = Duration.between(asked, clock.instant()).dividedBy(2);
              ahead = Duration.between(clock.instant(), answer.serverTime().plus(way));
              if (answer.newest() > newsSeen) {
                pullNews();
              }
            });
  }

  private void pullNews() {
    if (pulling) {
      return;
    }
    pulling = true;
    ask(Addresses.NEWS_READ, new ReadNews(newsSeen, NEWS_AT_ONCE), NewsPage.class)
        .onComplete(
            page -> {
              pulling = false;
              if (page.succeeded()) {
                page.result().items().forEach(this::take);
                if (page.result().more()) {
                  pullNews();
                }
              }
            });
  }

  private void take(NewsItem item) {
    if (item.number() > newsSeen) {
      newsSeen = item.number();
      listener.ordered(item.order());
    }
  }

  /// What lines tell.
  private final class Answering implements Line.Listener {

    @Override
    public void nudged(String address) {
      if (address.equals(Addresses.newsOf(options.kiosk()))) {
        pullNews();
      }
    }

    @Override
    public void died(Line dead, String cause) {
      if (dead.equals(line)) {
        line = null;
        downSince = clock.instant();
        listener.away(downSince);
      }
      dialler.failed(cause);
    }
  }
}
