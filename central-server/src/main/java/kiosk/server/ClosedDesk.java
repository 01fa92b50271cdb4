package kiosk.server;

import io.vertx.core.Future;
import java.time.Instant;
import kiosk.contract.act.ActContent;
import kiosk.contract.act.ActReply;
import kiosk.contract.visit.DocumentPage;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.ReadDocument;
import kiosk.contract.visit.VisitOpening;
import kiosk.server.account.VisitDesk;

/// Stands where the account's desk will be.
final class ClosedDesk implements VisitDesk {

  @Override
  public Future<VisitOpening> open(String kiosk, OpenVisit question) {
    return Future.succeededFuture(new VisitOpening.TryLater("closed"));
  }

  @Override
  public Future<Effect> prepare(String kiosk, Instant at, ActContent content) {
    return Future.succeededFuture(
        transaction -> Future.succeededFuture(new ActReply.TryLater("closed")));
  }

  @Override
  public Future<DocumentPage> read(String kiosk, ReadDocument question) {
    return Future.succeededFuture(new DocumentPage(0, ""));
  }
}
