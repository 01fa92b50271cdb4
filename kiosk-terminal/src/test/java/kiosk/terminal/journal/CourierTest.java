package kiosk.terminal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import kiosk.contract.Wire;
import kiosk.contract.act.Act;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The courier with a real outbox and a server that answers what each test says.
class CourierTest {

  private static final long SECONDS = 20;
  private static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");
  private static final ActReply DONE = new ActReply.Done(List.of());

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
  private final Outbox outbox;

  /// An act that has arrived and waits for an answer.
  private record Delivery(Act act, Promise<ActReply> answer) {}

  CourierTest(@TempDir Path folder) throws OutboxException {
    outbox = SqliteOutbox.open(folder, OutboxTest.envelope());
  }

  @AfterEach
  void close() {
    vertx.close().await();
    outbox.close();
  }

  @Test
  void actsGoOneAtATimeInOrderUntilEachIsAcknowledged() throws Exception {
    Courier courier = started();
    Courier.Receipt first = keep(courier, "a");
    Courier.Receipt second = keep(courier, "b");
    Delivery lost = next();
    assertThat(lost.act()).isEqualTo(first.act());
    lost.answer().fail("lost on the way back");
    Delivery again = next();
    assertThat(again.act()).as("the very same act").isEqualTo(first.act());
    again.answer().complete(new ActReply.TryLater("database"));
    Delivery third = next();
    assertThat(deliveries).as("nothing overtakes").isEmpty();
    third.answer().complete(DONE);
    assertThat(first.reply().await(SECONDS, TimeUnit.SECONDS)).isEqualTo(DONE);
    Delivery other = next();
    assertThat(other.act()).isEqualTo(second.act());
    other.answer().complete(new ActReply.Conflict());
    assertThat(second.reply().await(SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(ActReply.Conflict.class);
    assertThat(waiting(courier)).as("a refused act is never tried again").isZero();
  }

  @Test
  void aReplyThatCannotBeReadLetsTheOthersPassAndKeepsTheAct() throws Exception {
    Courier courier = started();
    Courier.Receipt odd = keep(courier, "a");
    Courier.Receipt plain = keep(courier, "b");
    next().answer().fail(unreadable());
    next().answer().complete(DONE);
    plain.reply().await(SECONDS, TimeUnit.SECONDS);
    assertThatThrownBy(() -> odd.reply().await(SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(Wire.MalformedException.class);
    assertThat(onContext(courier::passedOver)).as("somebody must look").isTrue();
    assertThat(waiting(courier)).as("nothing is lost").isEqualTo(1);

    onContext(
        () -> {
          courier.hurry();
          return true;
        });
    Delivery again = next();
    assertThat(again.act()).isEqualTo(odd.act());
    keep(courier, "c");
    again.answer().complete(DONE);
    next();
    assertThat(onContext(courier::passedOver)).isFalse();
    assertThat(waiting(courier)).as("only the one under way").isEqualTo(1);
  }

  @Test
  void aVisitThatARestartCutShortIsToldOnce() throws Exception {
    UUID visit = UUID.randomUUID();
    outbox.began(visit, BEGAN);
    Courier first = started();
    Delivery told = next();
    assertThat(told.act().id()).isEqualTo(visit);
    Courier.Receipt own = keep(first, "a");
    told.answer().complete(DONE);
    assertThat(next().act()).isEqualTo(own.act());
    // The first one waits for an answer now and leaves the outbox alone, as if it had been killed.
    started();
    assertThat(next().act()).as("the visit is not told again").isEqualTo(own.act());
  }

  private Courier started() {
    return await(
        onContextLater(
            () -> {
              Courier courier = new Courier(vertx, context, outbox, this::carry, Clock.systemUTC());
              return courier.start().map(courier);
            }));
  }

  private Future<ActReply> carry(Act act) {
    Promise<ActReply> answer = Promise.promise();
    deliveries.add(new Delivery(act, answer));
    return answer.future();
  }

  private Courier.Receipt keep(Courier courier, String address) {
    ActContent content = new ActContent.EnterEmail("session", address);
    return await(onContextLater(() -> courier.keep(content)));
  }

  private int waiting(Courier courier) {
    return onContext(() -> courier.backlog().waiting());
  }

  private Delivery next() throws InterruptedException {
    Delivery delivery = deliveries.poll(SECONDS, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("nothing arrived");
    }
    return delivery;
  }

  private <T> T onContext(Supplier<T> work) {
    return await(onContextLater(() -> Future.succeededFuture(work.get())));
  }

  private <T> Future<T> onContextLater(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(_ -> work.get().onComplete(done));
    return done.future();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static Throwable unreadable() {
    try {
      Wire.decode("{\"type\":\"OfANewerServer\"}", ActReply.class);
      throw new AssertionError("this can be read");
    } catch (Wire.MalformedException e) {
      return e;
    }
  }
}
