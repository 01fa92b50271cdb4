package kiosk.terminal.session;

import io.vertx.core.Future;
import java.time.Instant;
import kiosk.contract.visit.OpenVisit;
import kiosk.contract.visit.VisitOpening;
import kiosk.terminal.journal.Carrier;

/// The central server, as a visit needs it.
public interface Central extends Carrier {

  /// Asks whether a visit may go on; fails when no answer comes in time.
  Future<VisitOpening> open(OpenVisit question);

  /// Now, by the server's clock as far as it is known.
  Instant now();

  /// Whether the server answered lately.
  boolean reachable();
}
