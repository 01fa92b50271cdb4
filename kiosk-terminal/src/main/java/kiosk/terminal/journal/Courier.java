package kiosk.terminal.journal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps acts in the outbox and takes them to the server, one at a time and in order, until each is
/// acknowledged. An act that the server cannot read, or whose reply cannot be read here, stays on
/// the disk and lets the others pass; it is tried again when the server comes back, or the kiosk
/// does.
///
/// The disk is touched on one worker thread only; everything else runs on one context, from which
/// the methods must be called.
public final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 30_000;

  private final Vertx vertx;
  private final Context context;
  private final Outbox outbox;
  private final Carrier carrier;
  private final InstantSource clock;
  private final WorkerExecutor disk;
  private final Map<UUID, Promise<ActReply>> awaited = new HashMap<>();
  private Outbox.Backlog backlog = Outbox.Backlog.EMPTY;
  private boolean underWay;
  // Of the last act that was passed over; those before it have gone, or were passed over too.
  private long passed;
  private long pause = FIRST_PAUSE_MS;
  private @Nullable Long timer;
  private boolean closed;

  public Courier(
      Vertx vertx, Context context, Outbox outbox, Carrier carrier, InstantSource clock) {
    this.vertx = vertx;
    this.context = context;
    this.outbox = outbox;
    this.carrier = carrier;
    this.clock = clock;
    this.disk = vertx.createSharedWorkerExecutor("outbox-" + System.identityHashCode(this), 1);
  }

  /// An act that is safe on the disk.
  ///
  /// @param reply completes when the server has answered, however long that takes; fails when its
  ///     answer cannot be read
  public record Receipt(Act act, Future<ActReply> reply) {}

  /// Tells of a visit that a restart cut short, then takes out what waits.
  public Future<Void> start() {
    return onDisk(outbox::interrupted)
        .compose(cut -> cut.map(this::reportInterrupted).orElseGet(Future::succeededFuture))
        .compose(_ -> counted())
        .onSuccess(_ -> hurry());
  }

  private Future<Void> reportInterrupted(Outbox.Interrupted cut) {
    var end = ActContent.VisitEnd.INTERRUPTED;
    var content =
        new ActContent.VisitEnded(cut.visit(), cut.began(), clock.instant(), end, List.of());
    return onDisk(() -> outbox.ended(cut.visit(), clock.instant(), content)).mapEmpty();
  }

  /// Keeps an act; the future completes when it is on the disk, and fails when it cannot be.
  public Future<Receipt> keep(ActContent content) {
    UUID id = UUID.randomUUID();
    return receipt(id, () -> outbox.keep(id, clock.instant(), content));
  }

  /// Notes that a visit is under way, so that a restart in its middle is told.
  public Future<Void> began(UUID visit) {
    return onDisk(
            () -> {
              outbox.began(visit, clock.instant());
              return Optional.empty();
            })
        .mapEmpty();
  }

  /// Keeps the end of a visit. The act has the visit's own id: a visit ends once.
  public Future<Receipt> ended(ActContent.VisitEnded content) {
    return receipt(content.visit(), () -> outbox.ended(content.visit(), clock.instant(), content));
  }

  /// The server can be reached again: what waits goes at once, what was passed over first.
  public void hurry() {
    passed = 0;
    pause = FIRST_PAUSE_MS;
    if (timer != null) {
      vertx.cancelTimer(timer);
      timer = null;
    }
    deliver();
  }

  /// How much waits, as last counted.
  public Outbox.Backlog backlog() {
    return backlog;
  }

  /// Whether an act waits that one side could not read: somebody must look.
  public boolean passedOver() {
    return passed > 0;
  }

  /// Ends the work on the disk; what waits stays there.
  @Override
  public void close() {
    closed = true;
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    onDisk(
            () -> {
              outbox.close();
              return Optional.empty();
            })
        .onComplete(_ -> disk.close());
  }

  private Future<Receipt> receipt(UUID id, Callable<Act> work) {
    Promise<ActReply> reply = Promise.promise();
    awaited.put(id, reply);
    return onDisk(work)
        .onFailure(_ -> awaited.remove(id))
        .onSuccess(_ -> counted().onSuccess(_ -> deliver()))
        .map(act -> new Receipt(act, reply.future()));
  }

  private void deliver() {
    if (underWay || closed || timer != null) {
      return;
    }
    underWay = true;
    onDisk(() -> outbox.firstAfter(passed))
        .compose(first -> first.map(this::take).orElseGet(() -> Future.succeededFuture(false)))
        .onComplete(
            went -> {
              underWay = false;
              if (went.failed()) {
                later();
              } else if (went.result()) {
                pause = FIRST_PAUSE_MS;
                deliver();
              }
            });
  }

  /// Takes the first act there; true when another may follow at once.
  private Future<Boolean> take(Act act) {
    return carrier
        .carry(act)
        .compose(
            reply ->
                reply instanceof ActReply.TryLater(String cause)
                    ? Future.failedFuture(cause)
                    : acknowledged(act, reply),
            cause ->
                cause instanceof Wire.MalformedException
                    ? passOver(act, cause)
                    : Future.failedFuture(cause));
  }

  /// Whether the act is done at the server nobody here can tell: it stays, and must not keep the
  /// others waiting for ever.
  private Future<Boolean> passOver(Act act, Throwable cause) {
    LOG.atError()
        .setMessage("act.not-understood")
        .addKeyValue("act", act.id())
        .addKeyValue("sequence", act.sequence())
        .addKeyValue("cause", cause.getMessage())
        .log();
    passed = act.sequence();
    Promise<ActReply> waiting = awaited.remove(act.id());
    if (waiting != null) {
      waiting.fail(cause);
    }
    return Future.succeededFuture(true);
  }

  private Future<Boolean> acknowledged(Act act, ActReply reply) {
    if (reply instanceof ActReply.Conflict || reply instanceof ActReply.Malformed) {
      LOG.atError()
          .setMessage("act.refused")
          .addKeyValue("act", act.id())
          .addKeyValue("sequence", act.sequence())
          .addKeyValue("reply", reply.getClass().getSimpleName())
          .log();
    }
    return onDisk(
            () -> {
              outbox.erase(act.sequence());
              return Optional.empty();
            })
        .compose(_ -> counted())
        .map(
            _ -> {
              Promise<ActReply> waiting = awaited.remove(act.id());
              if (waiting != null) {
                waiting.complete(reply);
              }
              return true;
            });
  }

  private void later() {
    if (closed) {
      return;
    }
    timer =
        vertx.setTimer(
            pause,
            _ -> {
              timer = null;
              deliver();
            });
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }

  private Future<Void> counted() {
    return onDisk(outbox::backlog).onSuccess(now -> backlog = now).mapEmpty();
  }

  private <T> Future<T> onDisk(Callable<T> work) {
    Promise<T> done = Promise.promise();
    disk.executeBlocking(work, true)
        .onComplete(
            result ->
                context.runOnContext(
                    _ -> {
                      if (result.failed()) {
                        tellDiskTrouble(result.cause());
                        done.fail(result.cause());
                      } else {
                        done.complete(result.result());
                      }
                    }));
    return done.future();
  }

  private static void tellDiskTrouble(Throwable cause) {
    LOG.atError().setMessage("outbox.trouble").addKeyValue("cause", cause.getMessage()).log();
  }
}
