package kiosk.devices.printer;

/// Why a job did not go as it should.
public enum PrintTrouble {
  PAPER_OUT,
  COVER_OPEN,
  CUTTER,
  JAM,
  HEAD_TEMPERATURE,
  VOLTAGE,
  PRESENTER,
  /// A mechanical or electrical error that the printer does not name.
  MECHANISM,
  /// The line is down or the printer is off.
  OFFLINE,
  /// The printer does not answer in time.
  MUTE,
  /// Another job is under way, or a ticket is still at the mouth.
  BUSY,
  /// The ticket cannot be printed by this unit; the evidence says why.
  UNPRINTABLE
}
