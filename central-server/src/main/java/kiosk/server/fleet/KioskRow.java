package kiosk.server.fleet;

import java.time.Instant;
import java.util.List;
import kiosk.contract.fleet.Heartbeat.DeviceState;
import kiosk.contract.fleet.Heartbeat.KioskState;
import kiosk.contract.fleet.Heartbeat.PaperState;
import kiosk.contract.fleet.NewsItem.Order;

/// A kiosk, as it was last heard.
///
/// @param node which node heard it
/// @param heardAt when, by the server's clock
/// @param wanted the newest order it was given; in service when none was
public record KioskRow(
    String name,
    String software,
    KioskState state,
    DeviceState reader,
    DeviceState printer,
    PaperState paper,
    int outboxWaiting,
    long outboxOldestSeconds,
    List<String> faults,
    String node,
    Instant heardAt,
    Order wanted) {

  public KioskRow {
    faults = List.copyOf(faults);
  }
}
