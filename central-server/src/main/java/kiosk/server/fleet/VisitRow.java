package kiosk.server.fleet;

import java.time.Instant;
import java.util.List;
import kiosk.contract.act.ActContent.VisitEnd;

/// A visit that is over. Nothing personal.
///
/// @param done the services that were done
public record VisitRow(
    String kiosk, Instant began, Instant ended, VisitEnd ending, List<String> done) {

  public VisitRow {
    done = List.copyOf(done);
  }
}
