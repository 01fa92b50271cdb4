package kiosk.contract.fleet;

import java.time.Instant;
import java.util.List;

/// What a kiosk tells of itself every few seconds. Nothing personal.
///
/// @param boot names this start of the kiosk
/// @param software the kiosk's version
/// @param state what the kiosk is doing
/// @param reader the card reader
/// @param printer the printer
/// @param paper the roll
/// @param outboxWaiting acts not yet acknowledged
/// @param outboxOldestSeconds age of the oldest of them, 0 if none
/// @param newsSeen the newest [NewsItem#number()] acted upon
public record Heartbeat(
    String boot,
    String software,
    Instant at,
    KioskState state,
    DeviceState reader,
    DeviceState printer,
    PaperState paper,
    int outboxWaiting,
    long outboxOldestSeconds,
    long newsSeen,
    List<String> faults) {

  public Heartbeat {
    faults = List.copyOf(faults);
  }

  /// What a kiosk is doing.
  public enum KioskState {
    IDLE,
    VISIT,
    OUT_OF_SERVICE
  }

  /// A device, seen from far.
  public enum DeviceState {
    UP,
    DOWN,
    FAULT
  }

  /// The roll, seen from far.
  public enum PaperState {
    OK,
    NEAR_END,
    OUT,
    UNKNOWN
  }
}
