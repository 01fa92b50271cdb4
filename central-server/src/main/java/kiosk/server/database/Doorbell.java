package kiosk.server.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.pubsub.PgSubscriber;

/// Listens on one channel of the database (LISTEN, NOTIFY) over a connection of its own, which it
/// makes again whenever it breaks.
///
/// A ring may be lost while the connection is: whoever listens also looks by itself now and then.
public final class Doorbell {

  private static final long AGAIN_MILLIS = 1_000;

  private final PgSubscriber subscriber;

  Doorbell(PgSubscriber subscriber, String channel, Runnable heard) {
    this.subscriber = subscriber;
    subscriber.reconnectPolicy(tries -> AGAIN_MILLIS);
    subscriber.channel(channel).handler(payload -> heard.run());
    subscriber.connect();
  }

  /// Hears nothing more.
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    subscriber.closeHandler(ended -> closed.tryComplete());
    subscriber.close().onComplete(done -> closed.tryComplete());
    return closed.future();
  }
}
