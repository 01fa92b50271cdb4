package kiosk.devices.printer;

import java.util.UUID;
import kiosk.devices.ticket.Ticket;

/// One ticket to print once.
///
/// @param id names the job in journals and logs
/// @param ticket what stands on the paper; held in memory only
public record PrintJob(UUID id, Ticket ticket) {

  /// The name only.
  @Override
  public String toString() {
    return "PrintJob[" + id + "]";
  }
}
