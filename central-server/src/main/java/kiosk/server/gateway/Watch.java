package kiosk.server.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import kiosk.server.cluster.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides when this node offers the services. A node that stands by offers them only while no
/// other node does, and takes over as soon as the cluster misses the last one that did.
///
/// That two nodes may offer for a moment does no harm: PostgreSQL decides what happens once.
public final class Watch {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /// A node joins before its services are known: what stands by waits a little before it goes.
  private static final int GRACE_MILLIS = 3_000;

  private final Vertx vertx;
  private final Cluster cluster;
  private final KioskServices services;

  public Watch(Vertx vertx, Cluster cluster, KioskServices services) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.services = services;
  }

  /// Begins to watch; ends when the services are offered, if they must be.
  public Future<Void> begin() {
    cluster.onChange(this::review);
    return cluster.mustOffer() ? offer() : Future.succeededFuture();
  }

  private void review() {
    if (cluster.mustOffer() && !services.offered()) {
      offer();
    } else if (!cluster.mustOffer() && services.offered()) {
      vertx.setTimer(GRACE_MILLIS, timer -> leave());
    }
  }

  private Future<Void> offer() {
    log.atInfo().setMessage("services.offered").log();
    return services.offer();
  }

  private void leave() {
    if (!cluster.mustOffer() && services.offered()) {
      log.atInfo().setMessage("services.withdrawn").log();
      services.withdraw();
    }
  }
}
